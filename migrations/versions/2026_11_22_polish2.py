"""Find the milestones that somebody has yet to reach (H-02, M-02)."""

import sqlalchemy as sa
from alembic import op

revision = "polish2"
down_revision = "reports"
branch_labels = None
depends_on = None

OPEN = sa.text("done_at IS NULL AND dropped_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_case_milestone_open",
        "case_milestone",
        ["owner_id", "due_at"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_index("ix_case_milestone_open", "case_milestone")
