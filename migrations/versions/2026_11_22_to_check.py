"""Find the mails that somebody should look at among very many (V-01, V-04)."""

import sqlalchemy as sa
from alembic import op

revision = "to_check"
down_revision = "penalties"
branch_labels = None
depends_on = None

INDEX = "ix_mailbox_message_to_check"
BEFORE = "checked_at IS NULL AND case_id IS NULL"
WORTH_A_LOOK = (
    "(fate = 'failed' OR fate = 'auto_reply'"
    " OR fate = 'ignored' AND reason IN ('loop', 'too_many', 'empty', 'to_staff')"
    " OR fate = 'bounce' AND outbox_id IS NULL)"
)


def upgrade() -> None:
    _replace(["case_id", "id"], f"{BEFORE} AND {WORTH_A_LOOK}")


def downgrade() -> None:
    _replace(["fate", "reason", "outbox_id"], BEFORE)


def _replace(columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.drop_index(INDEX, "mailbox_message")
    op.create_index(INDEX, "mailbox_message", columns, sqlite_where=where, postgresql_where=where)
