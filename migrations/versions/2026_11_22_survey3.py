"""Answers that another way has left behind count nowhere (S-05, S-06)."""

import sqlalchemy as sa
from alembic import op

revision = "survey3"
down_revision = "reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "response_item", sa.Column("off_way", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("response_item", "off_way")
