"""Find what is still to do without reading what was done long ago (V-01, M-02)."""

import sqlalchemy as sa
from alembic import op

revision = "many_cases"
down_revision = "letters"
branch_labels = None
depends_on = None

INDEXES: dict[str, tuple[str, list[str], str | None]] = {
    "ix_due_time_open": ("due_time", ["kind", "case_id"], "ended_at IS NULL"),
    "ix_case_assistance_open": ("case_assistance", ["state", "department_id", "case_id"], "ended_at IS NULL"),
    "ix_case_meeting_to_hold": ("case_meeting", ["by_id", "state"], "held_at IS NULL"),
    "ix_case_extension_undecided": ("case_extension", ["state", "case_id"], "decided_at IS NULL"),
    "ix_case_compensation_state": ("case_compensation", ["state", "approver", "case_id"], None),
    "ix_case_special_report_state": ("case_special_report", ["state", "case_id"], None),
    "ix_case_assistance_department_id_case_id": ("case_assistance", ["department_id", "case_id"], None),
    "ix_case_result_case_id_by_id": ("case_result", ["case_id", "by_id"], None),
    "ix_mailbox_message_to_check": (
        "mailbox_message",
        ["fate", "reason", "outbox_id"],
        "checked_at IS NULL AND case_id IS NULL",
    ),
}
REPLACED = {
    "ix_case_result_case_id": ("case_result", "case_id"),
    "ix_case_assistance_department_id": ("case_assistance", "department_id"),
}
"""Indexes that the new ones begin with."""
OF_CASE = "ix_mailbox_message_case_id"


def upgrade() -> None:
    given = sa.text("case_id IS NOT NULL")
    op.drop_index(OF_CASE, "mailbox_message")
    op.create_index(OF_CASE, "mailbox_message", ["case_id"], sqlite_where=given, postgresql_where=given)
    for name, (table, _column) in REPLACED.items():
        op.drop_index(name, table)
    for name, (table, columns, condition) in INDEXES.items():
        where = sa.text(condition) if condition else None
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, (table, _columns, _condition) in reversed(INDEXES.items()):
        op.drop_index(name, table)
    for name, (table, column) in REPLACED.items():
        op.create_index(name, table, [column])
    op.drop_index(OF_CASE, "mailbox_message")
    op.create_index(OF_CASE, "mailbox_message", ["case_id"])
