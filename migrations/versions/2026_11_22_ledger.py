"""Keep points, rewards, payroll, wages and what HR writes into people's files (C-01 to C-05)."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "ledger"
down_revision = "matters"
branch_labels = None
depends_on = None

KEPT = {"ledger_entry": "", "ledger_period": "OLD.state = 'closed'", "payroll_issue": "", "payroll_line": ""}
"""Tables whose rows never change; with a condition, those it is true for."""


def upgrade() -> None:
    op.create_table(
        "ledger_account",
        sa.Column("kind", _word("kind", "person", "department", "house"), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'department') = (department_id IS NOT NULL)", name=op.f("ck_ledger_account_department")
        ),
        sa.CheckConstraint(
            "(kind = 'person') = (staff_id IS NOT NULL)", name=op.f("ck_ledger_account_person")
        ),
        _key("ledger_account", "department_id", "department"),
        _key("ledger_account", "staff_id", "staff"),
        *_own("ledger_account"),
    )
    op.create_index("uq_ledger_account_department_id", "ledger_account", ["department_id"], unique=True)
    op.create_index(
        "uq_ledger_account_house",
        "ledger_account",
        ["kind"],
        unique=True,
        sqlite_where=sa.text("kind = 'house'"),
        postgresql_where=sa.text("kind = 'house'"),
    )
    op.create_index("uq_ledger_account_staff_id", "ledger_account", ["staff_id"], unique=True)

    op.create_table(
        "ledger_period",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", _word("state", "open", "closed"), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "report",
            _document(),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL) = (report IS NULL)",
            name=op.f("ck_ledger_period_closed"),
        ),
        _key("ledger_period", "closed_by_id", "staff"),
        *_own("ledger_period"),
        sa.UniqueConstraint("month", name=op.f("uq_ledger_period_month")),
    )
    _indexes("ledger_period", "closed_by_id")

    op.create_table(
        "payroll_issue",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column(
            "held",
            _document(),
            nullable=False,
        ),
        _key("payroll_issue", "issued_by_id", "staff"),
        *_own("payroll_issue"),
        sa.UniqueConstraint("month", name=op.f("uq_payroll_issue_month")),
    )
    _indexes("payroll_issue", "issued_by_id")

    op.create_table(
        "staff_record",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("kind", _word("kind", "praise", "reward", "penalty", "training", "other"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_staff_record_says_something")),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_staff_record_amount")),
        _key("staff_record", "by_id", "staff"),
        _key("staff_record", "staff_id", "staff"),
        *_own("staff_record"),
    )
    _indexes("staff_record", "by_id")
    op.create_index("ix_staff_record_staff_on", "staff_record", ["staff_id", "on_day"], unique=False)

    op.create_table(
        "wage",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(length=120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("fen > 0", name=op.f("ck_wage_fen")),
        _key("wage", "by_id", "staff"),
        _key("wage", "staff_id", "staff"),
        *_own("wage"),
        sa.UniqueConstraint("staff_id", "from_on", name=op.f("uq_wage_staff_id_from_on")),
    )
    _indexes("wage", "by_id")

    op.create_table(
        "ledger_entry",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("debit_id", sa.Integer(), nullable=False),
        sa.Column("credit_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("cause", _word("cause", "reward", "penalty"), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reversal_of_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "reversal_of_id IS NULL OR reason <> ''", name=op.f("ck_ledger_entry_reversal_says_why")
        ),
        sa.CheckConstraint("debit_id <> credit_id", name=op.f("ck_ledger_entry_two_accounts")),
        sa.CheckConstraint("points > 0", name=op.f("ck_ledger_entry_points")),
        _key("ledger_entry", "by_id", "staff"),
        _key("ledger_entry", "credit_id", "ledger_account"),
        _key("ledger_entry", "debit_id", "ledger_account"),
        _key("ledger_entry", "period_id", "ledger_period"),
        _key("ledger_entry", "reversal_of_id", "ledger_entry"),
        *_own("ledger_entry"),
    )
    _indexes("ledger_entry", "about", "by_id", "credit_id", "debit_id", "period_id")
    op.create_index("uq_ledger_entry_reversal_of_id", "ledger_entry", ["reversal_of_id"], unique=True)

    op.create_table(
        "payroll_line",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", _word("kind", "bonus", "team_fund", "fine", "pay_cut", "bonus_deduction"), nullable=False
        ),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("correction", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "staff_id IS NOT NULL OR kind IN ('team_fund', 'bonus_deduction')",
            name=op.f("ck_payroll_line_whose"),
        ),
        sa.CheckConstraint("amount_fen <> 0", name=op.f("ck_payroll_line_amount")),
        _key("payroll_line", "department_id", "department"),
        _key("payroll_line", "issue_id", "payroll_issue"),
        _key("payroll_line", "staff_id", "staff"),
        *_own("payroll_line"),
        sa.UniqueConstraint("issue_id", "about", name=op.f("uq_payroll_line_issue_id_about")),
    )
    _indexes("payroll_line", "about", "department_id", "issue_id", "staff_id")

    op.create_table(
        "reward",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column(
            "kind",
            _word(
                "kind",
                "commendation",
                "certificate",
                "bonus",
                "promotion",
                "training_place",
                "department_points",
                "team_fund",
            ),
            nullable=False,
        ),
        sa.Column(
            "ground", _word("ground", "hard_case", "praise", "improvement", "kpi", "other"), nullable=False
        ),
        sa.Column(
            "state",
            _word(
                "state", "nominated", "checked", "approved", "announced", "refused", "withdrawn", "revoked"
            ),
            nullable=False,
        ),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("nominated_by_id", sa.Integer(), nullable=False),
        sa.Column("nominated_at", sa.DateTime(), nullable=False),
        sa.Column("approver", _word("approver", "head", "finance", "leading_group"), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("announced_by_id", sa.Integer(), nullable=True),
        sa.Column("announced_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(announced_at IS NULL) = (announced_by_id IS NULL) AND (announced_at IS NOT NULL OR state <> 'announced')",
            name=op.f("ck_reward_announced"),
        ),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approved_by_id IS NULL) AND (approved_at IS NOT NULL OR NOT (state IN ('approved', 'announced', 'revoked')))",
            name=op.f("ck_reward_approved"),
        ),
        sa.CheckConstraint(
            "(checked_at IS NULL) = (checked_by_id IS NULL) AND (checked_at IS NULL) = (approver IS NULL) AND (checked_at IS NOT NULL OR NOT (state IN ('checked', 'approved', 'announced')))",
            name=op.f("ck_reward_checked"),
        ),
        sa.CheckConstraint(
            "(kind IN ('department_points', 'team_fund')) = (staff_id IS NULL)", name=op.f("ck_reward_whose")
        ),
        sa.CheckConstraint(
            "(state IN ('refused', 'withdrawn', 'revoked')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by_id IS NULL) AND (state NOT IN ('refused', 'revoked') OR ended_because <> '')",
            name=op.f("ck_reward_ended"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_reward_says_why")),
        sa.CheckConstraint("amount_fen >= 0", name=op.f("ck_reward_amount")),
        sa.CheckConstraint("points >= 0", name=op.f("ck_reward_points")),
        sa.CheckConstraint(
            "staff_id <> approved_by_id AND nominated_by_id <> approved_by_id AND checked_by_id <> approved_by_id",
            name=op.f("ck_reward_approved_by_another"),
        ),
        sa.CheckConstraint(
            "staff_id <> checked_by_id AND nominated_by_id <> checked_by_id",
            name=op.f("ck_reward_checked_by_another"),
        ),
        sa.CheckConstraint("staff_id <> nominated_by_id", name=op.f("ck_reward_nominated_by_another")),
        _key("reward", "announced_by_id", "staff"),
        _key("reward", "approved_by_id", "staff"),
        _key("reward", "case_id", "case"),
        _key("reward", "checked_by_id", "staff"),
        _key("reward", "department_id", "department"),
        _key("reward", "ended_by_id", "staff"),
        _key("reward", "nominated_by_id", "staff"),
        _key("reward", "staff_id", "staff"),
        *_own("reward"),
        sa.UniqueConstraint("number", name=op.f("uq_reward_number")),
    )
    _indexes(
        "reward",
        "announced_by_id",
        "approved_by_id",
        "case_id",
        "checked_by_id",
        "department_id",
        "ended_by_id",
        "nominated_by_id",
        "staff_id",
    )
    op.create_index("ix_reward_state_announced", "reward", ["state", "announced_at"], unique=False)

    op.create_table(
        "reward_suggestion",
        sa.Column(
            "ground", _word("ground", "hard_case", "praise", "improvement", "kpi", "other"), nullable=False
        ),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("state", _word("state", "open", "taken", "dismissed"), nullable=False),
        sa.Column("reward_id", sa.Integer(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(state = 'dismissed') = (reason <> '')", name=op.f("ck_reward_suggestion_says_why")
        ),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f("ck_reward_suggestion_ended")),
        sa.CheckConstraint(
            "(state = 'taken') = (reward_id IS NOT NULL)", name=op.f("ck_reward_suggestion_taken")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_reward_suggestion_ended_by")
        ),
        _key("reward_suggestion", "case_id", "case"),
        _key("reward_suggestion", "department_id", "department"),
        _key("reward_suggestion", "ended_by_id", "staff"),
        _key("reward_suggestion", "reward_id", "reward"),
        _key("reward_suggestion", "staff_id", "staff"),
        *_own("reward_suggestion"),
    )
    _indexes("reward_suggestion", "department_id", "case_id", "ended_by_id", "reward_id", "staff_id")
    op.create_index("uq_reward_suggestion_ground", "reward_suggestion", ["ground", "case_id"], unique=True)
    _guard()


def downgrade() -> None:
    op.drop_table("reward_suggestion")
    op.drop_table("reward")
    op.drop_table("payroll_line")
    op.drop_table("ledger_entry")
    op.drop_table("wage")
    op.drop_table("staff_record")
    op.drop_table("payroll_issue")
    op.drop_table("ledger_period")
    op.drop_table("ledger_account")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_booked_change()")
        op.execute("DROP FUNCTION refuse_closed_month()")


def _guard() -> None:
    """What is booked, closed or handed over never changes, and a closed month takes nothing."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE OR REPLACE FUNCTION refuse_booked_change() RETURNS trigger LANGUAGE plpgsql AS\n"
            "$$ BEGIN RAISE EXCEPTION 'what is booked stays'; END $$"
        )
    for table, when in KEPT.items():
        for verb in ("update", "delete"):
            begin = f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table}"
            if on_sqlite:
                condition = f"\nWHEN {when}" if when else ""
                op.execute(f"{begin}{condition}\nBEGIN SELECT RAISE(ABORT, 'what is booked stays'); END")
            else:
                condition = f" WHEN ({when})" if when else ""
                op.execute(f"{begin}\nFOR EACH ROW{condition} EXECUTE FUNCTION refuse_booked_change()")
    _guard_closed_months(on_sqlite=on_sqlite)


def _guard_closed_months(*, on_sqlite: bool) -> None:
    begin = "CREATE TRIGGER ledger_entry_period BEFORE INSERT ON ledger_entry\n"
    state = "(SELECT state FROM ledger_period WHERE id = NEW.period_id) = 'closed'"
    if on_sqlite:
        op.execute(f"{begin}WHEN {state}\nBEGIN SELECT RAISE(ABORT, 'a closed month takes nothing'); END")
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_closed_month() RETURNS trigger LANGUAGE plpgsql AS\n"
        f"$$ BEGIN\nIF {state} THEN\n"
        "RAISE EXCEPTION 'a closed month takes nothing';\nEND IF;\nRETURN NEW;\nEND $$"
    )
    op.execute(f"{begin}FOR EACH ROW EXECUTE FUNCTION refuse_closed_month()")


def _own(table: str) -> tuple[Any, ...]:
    """The columns that every row has."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _document() -> sa.JSON:
    return sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
