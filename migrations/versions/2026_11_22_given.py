"""Remind people of milestones and action items that they were given (H-02, H-04)."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "given"
down_revision = "many_cases"
branch_labels = None
depends_on = None

TABLES = {
    "case_milestone": "ix_case_milestone_notice",
    "case_action_item": "ix_case_action_item_notice",
}


def upgrade() -> None:
    """What is open and has its time ahead is reminded of on that time; what is over stays quiet."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for table, index in TABLES.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("next_notice_at", sa.DateTime(), nullable=True))
            batch_op.create_index(index, ["next_notice_at"], unique=False)
        rows = sa.table(
            table,
            sa.column("due_at", sa.DateTime()),
            sa.column("next_notice_at", sa.DateTime()),
            sa.column("done_at", sa.DateTime()),
            sa.column("dropped_at", sa.DateTime()),
        )
        ahead = (rows.c.done_at.is_(None), rows.c.dropped_at.is_(None), rows.c.due_at > now)
        op.execute(rows.update().where(*ahead).values(next_notice_at=rows.c.due_at))


def downgrade() -> None:
    for table, index in TABLES.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(index)
            batch_op.drop_column("next_notice_at")
