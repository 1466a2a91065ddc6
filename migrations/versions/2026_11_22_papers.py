"""Keep the company's papers: numbered, frozen when issued, printed once, bundled (A-03, C-01)."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "papers"
down_revision = "found4"
branch_labels = None
depends_on = None

SERIES = ("responsibility", "conduct", "honour")
KINDS = (
    "matter_notice", "decision", "appeal_outcome", "correction", "conduct_notice", "commendation",
    "certificate",
)  # fmt: skip
SAID = ("number", "kind", "about", "facts", "language", "issued_on", "issued_by_id", "code")
ONCE = ("file_id", "sha256", "printed_at", "withdrawn_at", "replaced_by_id")


def upgrade() -> None:
    op.create_table(
        "paper_counter",
        sa.Column("series", _word("series", *SERIES), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        *_own("paper_counter"),
        sa.UniqueConstraint("series", "year", name=op.f("uq_paper_counter_series_year")),
    )
    op.create_table(
        "paper",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("series", _word("series", *SERIES), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("kind", _word("kind", *KINDS), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("facts", _document(), nullable=False),
        sa.Column("language", _word("language", "zh", "en"), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("state", _word("state", "valid", "withdrawn"), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("printed_at", sa.DateTime(), nullable=True),
        *_own("paper"),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name=op.f("ck_paper_withdrawn")
        ),
        sa.CheckConstraint("replaced_by_id IS NULL OR state = 'withdrawn'", name=op.f("ck_paper_replaced")),
        sa.CheckConstraint(
            "(file_id IS NULL) = (sha256 IS NULL) AND (file_id IS NULL) = (printed_at IS NULL)",
            name=op.f("ck_paper_printed"),
        ),
        sa.UniqueConstraint("number", name=op.f("uq_paper_number")),
        sa.UniqueConstraint("code", name=op.f("uq_paper_code")),
        sa.UniqueConstraint("file_id", name=op.f("uq_paper_file_id")),
        sa.UniqueConstraint("series", "year", "serial", name=op.f("uq_paper_series_year_serial")),
        _key("paper", "issued_by_id", "staff"),
        _key("paper", "replaced_by_id", "paper"),
        _key("paper", "file_id", "stored_file"),
    )
    _indexes("paper", "about", "issued_by_id", "replaced_by_id")
    op.create_table(
        "paper_bundle",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        *_own("paper_bundle"),
        sa.CheckConstraint("(file_id IS NULL) = (done_at IS NULL)", name=op.f("ck_paper_bundle_done")),
        sa.UniqueConstraint("file_id", name=op.f("uq_paper_bundle_file_id")),
        _key("paper_bundle", "by_id", "staff"),
        _key("paper_bundle", "file_id", "stored_file"),
    )
    _indexes("paper_bundle", "by_id")
    op.create_table(
        "paper_bundle_item",
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_own("paper_bundle_item"),
        sa.UniqueConstraint("bundle_id", "position", name=op.f("uq_paper_bundle_item_bundle_id_position")),
        sa.UniqueConstraint("bundle_id", "paper_id", name=op.f("uq_paper_bundle_item_bundle_id_paper_id")),
        _key("paper_bundle_item", "bundle_id", "paper_bundle"),
        _key("paper_bundle_item", "paper_id", "paper"),
    )
    _indexes("paper_bundle_item", "paper_id")
    _guard()


def downgrade() -> None:
    op.drop_table("paper_bundle_item")
    op.drop_table("paper_bundle")
    op.drop_table("paper")
    op.drop_table("paper_counter")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_paper_change()")


def _guard() -> None:
    """What stands on a paper can be neither changed nor removed."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    other = "IS NOT" if on_sqlite else "IS DISTINCT FROM"
    changed = [f"NEW.{column} {other} OLD.{column}" for column in SAID]
    changed += [f"OLD.{column} IS NOT NULL AND NEW.{column} {other} OLD.{column}" for column in ONCE]
    tests = " OR ".join(f"({test})" for test in changed)
    if on_sqlite:
        refused = "BEGIN SELECT RAISE(ABORT, 'a paper never changes'); END"
        op.execute(f"CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper\nWHEN {tests}\n{refused}")
        op.execute(f"CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper\n{refused}")
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_paper_change() RETURNS trigger LANGUAGE plpgsql AS\n"
        "$$ BEGIN RAISE EXCEPTION 'a paper never changes'; END $$"
    )
    refuse = "EXECUTE FUNCTION refuse_paper_change()"
    op.execute(
        f"CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper\nFOR EACH ROW WHEN ({tests}) {refuse}"
    )
    op.execute(f"CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper\nFOR EACH ROW {refuse}")


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
