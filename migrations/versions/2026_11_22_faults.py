"""Who approved or proposed a compensation does not pay it (G-06)."""

import sqlalchemy as sa  # noqa: F401
from alembic import op

revision = "faults"
down_revision = "channels"
branch_labels = None
depends_on = None

FOUR_EYES = "ck_case_compensation_paid_by_another"


def upgrade() -> None:
    with op.batch_alter_table("case_compensation", schema=None) as batch_op:
        batch_op.create_check_constraint(op.f(FOUR_EYES), "paid_by_id <> decided_by_id AND paid_by_id <> by_id")


def downgrade() -> None:
    with op.batch_alter_table("case_compensation", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(FOUR_EYES), type_="check")
