"""Keep satisfaction reports, their corrections and their authors; what is published stays (S-07)."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "reports"
down_revision = "editor"
branch_labels = None
depends_on = None

PEOPLE = ("started_by_id", "submitted_by_id", "returned_by_id", "ended_by_id")
CHECKS = {
    "ended": (
        "(ended_at IS NULL) = (ended_by_id IS NULL)"
        " AND (state IN ('published', 'discarded')) = (ended_at IS NOT NULL)"
    ),
    "returned": (
        "(returned_at IS NULL) = (returned_by_id IS NULL) AND (returned_at IS NULL) = (returned_because = '')"
    ),
    "submitted": (
        "(submitted_at IS NULL) = (submitted_by_id IS NULL)"
        " AND (state NOT IN ('submitted', 'published') OR submitted_at IS NOT NULL)"
    ),
    "discarded_says_why": "state <> 'discarded' OR ended_because <> ''",
    "second_person": "state <> 'published' OR ended_by_id <> submitted_by_id",
}
LIVE = "state <> 'discarded'"
OPEN = "state IN ('draft', 'submitted')"


def upgrade() -> None:
    op.create_table(
        "satisfaction_report",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("source", _word("source", "revisit", "campaign"), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("title_zh", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.Column("figures", _document(), nullable=False),
        sa.Column("counted_at", sa.DateTime(), nullable=False),
        *_written("satisfaction_report"),
        sa.CheckConstraint(
            "(source = 'campaign') = (campaign_id IS NOT NULL)", name=op.f("ck_satisfaction_report_campaign")
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_satisfaction_report_period")),
        _key("satisfaction_report", "campaign_id", "campaign"),
    )
    _indexes("satisfaction_report", "campaign_id", *PEOPLE)
    op.create_index("ix_satisfaction_report_state", "satisfaction_report", ["state", "last_day"])
    _unique_where("uq_satisfaction_report_period", "satisfaction_report", "period", LIVE)
    op.create_table(
        "report_correction",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("figures", _document(), nullable=True),
        sa.Column("counted_at", sa.DateTime(), nullable=True),
        *_written("report_correction"),
        sa.CheckConstraint(
            "(figures IS NULL) = (counted_at IS NULL)", name=op.f("ck_report_correction_figures_have_moment")
        ),
        _key("report_correction", "report_id", "satisfaction_report"),
    )
    _indexes("report_correction", "report_id", *PEOPLE)
    _unique_where("uq_report_correction_open", "report_correction", "report_id", OPEN)
    op.create_table(
        "report_edit",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_own("report_edit"),
        _key("report_edit", "report_id", "satisfaction_report"),
        _key("report_edit", "correction_id", "report_correction"),
        _key("report_edit", "by_id", "staff"),
    )
    _indexes("report_edit", "report_id", "correction_id", "by_id")
    _guard()


def downgrade() -> None:
    op.drop_table("report_edit")
    op.drop_table("report_correction")
    op.drop_table("satisfaction_report")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_report_change()")


def _guard() -> None:
    """What is published can be neither changed nor removed."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE OR REPLACE FUNCTION refuse_report_change() RETURNS trigger LANGUAGE plpgsql AS\n"
            "$$ BEGIN RAISE EXCEPTION 'a published report never changes'; END $$"
        )
    for table in ("satisfaction_report", "report_correction"):
        for verb in ("update", "delete"):
            begin = f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table}\n"
            if on_sqlite:
                op.execute(
                    f"{begin}WHEN OLD.state = 'published'\n"
                    "BEGIN SELECT RAISE(ABORT, 'a published report never changes'); END"
                )
            else:
                op.execute(
                    f"{begin}FOR EACH ROW WHEN (OLD.state = 'published')"
                    " EXECUTE FUNCTION refuse_report_change()"
                )


def _written(table: str) -> tuple[Any, ...]:
    """The columns and checks that reports and corrections share."""
    return (
        sa.Column("state", _word("state", "draft", "submitted", "published", "discarded"), nullable=False),
        sa.Column("texts", _document(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("returned_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.Column("returned_because", sa.String(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        *_own(table),
        *(sa.CheckConstraint(says, name=op.f(f"ck_{table}_{name}")) for name, says in CHECKS.items()),
        *(_key(table, person, "staff") for person in PEOPLE),
    )


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


def _unique_where(name: str, table: str, column: str, where: str) -> None:
    op.create_index(
        name, table, [column], unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _document() -> sa.JSON:
    return sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
