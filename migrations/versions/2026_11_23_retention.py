"""Personal data of closed cases go when their time is over: holds, confirmed periods, counts of days (X-03)."""

import sqlalchemy as sa
from alembic import op

revision = "retention"
down_revision = "lesson_versions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("expired_at", sa.DateTime(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_case_expired_is_closed"), "expired_at IS NULL OR state = 'closed'"
        )
    waits = sa.text("expired_at IS NULL")
    op.create_index("ix_case_to_expire", "case", ["closed_at"], sqlite_where=waits, postgresql_where=waits)
    op.create_table(
        "case_hold",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(), nullable=True),
        sa.Column("lifted_because", sa.String(), nullable=False),
        *_own("case_hold"),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_case_hold_says_why")),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by_id IS NULL) AND (lifted_at IS NULL) = (lifted_because = '')",
            name=op.f("ck_case_hold_lifted_says_why"),
        ),
        _to("case_hold", "case_id", "case"),
        _to("case_hold", "by_id", "staff"),
        _to("case_hold", "lifted_by_id", "staff"),
    )
    for column in ("case_id", "by_id", "lifted_by_id"):
        op.create_index(f"ix_case_hold_{column}", "case_hold", [column])
    op.create_index("ix_case_hold_until", "case_hold", ["until", "lifted_at"])
    op.create_table(
        "expiry_start",
        sa.Column("complaint_months", sa.Integer(), nullable=False),
        sa.Column("severe_months", sa.Integer(), nullable=False),
        sa.Column("other_months", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        *_own("expiry_start"),
        sa.CheckConstraint("cases >= 0", name=op.f("ck_expiry_start_counts")),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)",
            name=op.f("ck_expiry_start_confirmed_by_somebody"),
        ),
        _to("expiry_start", "confirmed_by_id", "staff"),
        sa.UniqueConstraint(
            "complaint_months",
            "severe_months",
            "other_months",
            name=op.f("uq_expiry_start_complaint_months_severe_months_other_months"),
        ),
    )
    op.create_index("ix_expiry_start_confirmed_by_id", "expiry_start", ["confirmed_by_id"])
    op.create_table(
        "expiry_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("customers", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        *_own("expiry_day"),
        sa.CheckConstraint("cases >= 0 AND customers >= 0 AND files >= 0", name=op.f("ck_expiry_day_counts")),
        sa.UniqueConstraint("day", name=op.f("uq_expiry_day_day")),
    )


def downgrade() -> None:
    for table in ("expiry_day", "expiry_start", "case_hold"):
        op.drop_table(table)
    op.drop_index("ix_case_to_expire", table_name="case")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_case_expired_is_closed"), type_="check")
        batch_op.drop_column("expired_at")


def _own(table: str) -> tuple[sa.Column[object] | sa.PrimaryKeyConstraint, ...]:
    """What every row has."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
