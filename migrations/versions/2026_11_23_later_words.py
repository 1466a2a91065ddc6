"""When what was written of an expired case afterwards was last gone through (X-03)."""

import sqlalchemy as sa
from alembic import op

revision = "later_words"
down_revision = "mails_and_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gone_through_at", sa.DateTime(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_case_gone_through_is_expired"), "gone_through_at IS NULL OR expired_at IS NOT NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_case_gone_through_is_expired"), type_="check")
        batch_op.drop_column("gone_through_at")
