"""Mails that became no case and lists brought for surveys have periods of their own (X-03)."""

import sqlalchemy as sa
from alembic import op

revision = "mails_and_lists"
down_revision = "wordings"
branch_labels = None
depends_on = None

NEVER = 1200
"""Months. Whoever confirmed the periods of cases before has said nothing of mails and lists: as if those were
kept for ever, so that the periods in force are asked about and confirmed anew."""
BEFORE = ("complaint_months", "severe_months", "other_months")
AFTER = (*BEFORE, "mail_months", "list_months")


def upgrade() -> None:
    with op.batch_alter_table("expiry_start", schema=None) as batch_op:
        for column in ("mail_months", "list_months"):
            batch_op.add_column(sa.Column(column, sa.Integer(), nullable=False, server_default=str(NEVER)))
        for column in ("mails", "addresses"):
            batch_op.add_column(sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_constraint(
            "uq_expiry_start_complaint_months_severe_months_other_months", type_="unique"
        )
        batch_op.create_unique_constraint("uq_expiry_start_periods", list(AFTER))
        batch_op.drop_constraint(batch_op.f("ck_expiry_start_counts"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_expiry_start_counts"), "cases >= 0 AND mails >= 0 AND addresses >= 0"
        )
    _without_defaults("expiry_start", "mail_months", "list_months", "mails", "addresses")
    with op.batch_alter_table("expiry_day", schema=None) as batch_op:
        for column in ("mails", "addresses"):
            batch_op.add_column(sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_constraint(batch_op.f("ck_expiry_day_counts"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_expiry_day_counts"),
            "cases >= 0 AND customers >= 0 AND files >= 0 AND mails >= 0 AND addresses >= 0",
        )
    _without_defaults("expiry_day", "mails", "addresses")
    with op.batch_alter_table("mailbox_message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("expired_at", sa.DateTime(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_mailbox_message_expired_says_nothing"),
            "expired_at IS NULL OR (case_id IS NULL AND file_id IS NULL AND sender = '' AND words = '')",
        )
    waits = sa.text("case_id IS NULL AND expired_at IS NULL")
    op.create_index(
        "ix_mailbox_message_to_expire",
        "mailbox_message",
        ["arrived_at"],
        sqlite_where=waits,
        postgresql_where=waits,
    )


def downgrade() -> None:
    op.drop_index("ix_mailbox_message_to_expire", table_name="mailbox_message")
    with op.batch_alter_table("mailbox_message", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_mailbox_message_expired_says_nothing"), type_="check")
        batch_op.drop_column("expired_at")
    with op.batch_alter_table("expiry_day", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_expiry_day_counts"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_expiry_day_counts"), "cases >= 0 AND customers >= 0 AND files >= 0"
        )
        for column in ("mails", "addresses"):
            batch_op.drop_column(column)
    start = sa.table("expiry_start", *(sa.column(name) for name in ("id", *BEFORE)))
    newest = sa.select(sa.func.max(start.c.id)).group_by(*(start.c[name] for name in BEFORE))
    op.execute(sa.delete(start).where(start.c.id.not_in(newest.scalar_subquery())))
    with op.batch_alter_table("expiry_start", schema=None) as batch_op:
        batch_op.drop_constraint("uq_expiry_start_periods", type_="unique")
        batch_op.drop_constraint(batch_op.f("ck_expiry_start_counts"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_expiry_start_counts"), "cases >= 0")
        for column in ("mail_months", "list_months", "mails", "addresses"):
            batch_op.drop_column(column)
        batch_op.create_unique_constraint(
            "uq_expiry_start_complaint_months_severe_months_other_months", list(BEFORE)
        )


def _without_defaults(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.alter_column(column, server_default=None)
