"""Cases of somebody's action items, consultations and alerts are found by one index each (X-08, T-04, G-04)."""

import sqlalchemy as sa
from alembic import op

revision = "atsize"
down_revision = "polish2"
branch_labels = None
depends_on = None

OF_MEETINGS = {"case_action_item": "owner_id", "case_meeting_department": "department_id"}
"""What hangs on a meeting and gets the case of it; who sees the case by it."""
WIDER = {"ix_case_opinion_alert_department_id": "case_id", "ix_case_store_id": "state"}
"""Indexes that answer by themselves with one column more, and that column."""
TABLES = {"ix_case_opinion_alert_department_id": "case_opinion_alert", "ix_case_store_id": "case"}
LAID_OUT_BY = ["lead_department_id", "category", "channel", "grade", "received_at", "answered_at"]
MONEY, ADVISED = "case_compensation", sa.text("opinion_at IS NOT NULL")
UNASKED = ("ix_response_item_question", "response_item", ["question", "part", "choice"])
"""Nobody asks for answers whatever their response; SQLite took it to count a quarter, and read all years."""


def upgrade() -> None:
    for table, person in OF_MEETINGS.items():
        op.add_column(table, sa.Column("case_id", sa.Integer(), nullable=True))
        op.execute(
            f"UPDATE {table} SET case_id ="  # noqa: S608 (names of ours)
            f" (SELECT case_id FROM case_meeting WHERE case_meeting.id = {table}.meeting_id)"
        )
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("case_id", existing_type=sa.Integer(), nullable=False)
            batch_op.create_foreign_key(op.f(f"fk_{table}_case_id_case"), "case", ["case_id"], ["id"])
            batch_op.drop_index(op.f(f"ix_{table}_{person}"))
            batch_op.create_index(f"ix_{table}_{person}_case_id", [person, "case_id"])
    for name, more in WIDER.items():
        op.drop_index(op.f(name), TABLES[name])
        op.create_index(f"{name}_{more}", TABLES[name], [_column(name), more])
    op.create_index("ix_case_compensation_approver", MONEY, ["approver", "case_id"])
    op.create_index(
        "ix_case_compensation_advised", MONEY, ["case_id"], sqlite_where=ADVISED, postgresql_where=ADVISED
    )
    op.create_index("ix_case_laid_out", "case", ["id", *LAID_OUT_BY])
    op.drop_index(*UNASKED[:2])


def downgrade() -> None:
    op.create_index(*UNASKED)
    op.drop_index("ix_case_laid_out", "case")
    op.drop_index("ix_case_compensation_advised", MONEY)
    op.drop_index("ix_case_compensation_approver", MONEY)
    for name, more in WIDER.items():
        op.drop_index(f"{name}_{more}", TABLES[name])
        op.create_index(op.f(name), TABLES[name], [_column(name)])
    for table, person in OF_MEETINGS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_{person}_case_id")
            batch_op.create_index(op.f(f"ix_{table}_{person}"), [person])
            batch_op.drop_constraint(op.f(f"fk_{table}_case_id_case"), type_="foreignkey")
            batch_op.drop_column("case_id")


def _column(index: str) -> str:
    return index.removeprefix(f"ix_{TABLES[index]}_")
