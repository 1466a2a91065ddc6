"""Relief from new cases: until when, on the person and on the request that granted it (H-10)."""

import sqlalchemy as sa
from alembic import op

revision = "relief"
down_revision = "makeups"
branch_labels = None
depends_on = None

GRANTED = "relieved_until IS NULL OR (kind = 'relief' AND state = 'accepted')"


def upgrade() -> None:
    op.add_column("staff", sa.Column("relieved_until", sa.Date(), nullable=True))
    with op.batch_alter_table("support_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("relieved_until", sa.Date(), nullable=True))
        batch_op.create_check_constraint(batch_op.f("ck_support_request_relief_is_granted"), GRANTED)


def downgrade() -> None:
    with op.batch_alter_table("support_request", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_support_request_relief_is_granted"), type_="check")
        batch_op.drop_column("relieved_until")
    op.drop_column("staff", "relieved_until")
