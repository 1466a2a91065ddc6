"""Papers, the counters of their numbers, and bundles that put many into one file."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, ForeignKey, String, Table, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference, word_of
from models.files.tables import StoredFile
from models.papers.words import PaperKind, PaperState, Series
from models.people.tables import Language, Staff


class PaperCounter(Base):
    """The last number given in a series and year."""

    __tablename__ = "paper_counter"
    __table_args__ = (UniqueConstraint("series", "year"),)

    series: Mapped[Series] = mapped_column(word_of(Series, "series"))
    year: Mapped[int]
    last: Mapped[int]


class Paper(Base):
    """A notice or certificate. What it says never changes; it can be withdrawn, and another take its place.

    `code` is on the paper alone: it opens the page that says whether the paper is genuine. `sha256` is that
    of the one file that was printed.
    """

    __tablename__ = "paper"

    number: Mapped[str] = mapped_column(String(40), unique=True)
    series: Mapped[Series] = mapped_column(word_of(Series, "series"))
    year: Mapped[int]
    serial: Mapped[int]
    kind: Mapped[PaperKind] = mapped_column(word_of(PaperKind, "kind"))
    about: Mapped[str] = mapped_column(String(80), index=True)
    facts: Mapped[dict[str, Any]]
    language: Mapped[Language] = mapped_column(word_of(Language, "language"))
    issued_on: Mapped[date]
    issued_by_id: Mapped[int | None] = reference("staff")
    code: Mapped[str] = mapped_column(String(16), unique=True)
    state: Mapped[PaperState] = mapped_column(word_of(PaperState, "state"), default=PaperState.VALID)
    withdrawn_at: Mapped[datetime | None]
    replaced_by_id: Mapped[int | None] = reference("paper")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    sha256: Mapped[str | None] = mapped_column(String(64))
    printed_at: Mapped[datetime | None]

    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    replaced_by: Mapped["Paper | None"] = relationship(remote_side="Paper.id", lazy="raise_on_sql")
    issued_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("series", "year", "serial"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn"),
        CheckConstraint("replaced_by_id IS NULL OR state = 'withdrawn'", name="replaced"),
        CheckConstraint(
            "(file_id IS NULL) = (sha256 IS NULL) AND (file_id IS NULL) = (printed_at IS NULL)",
            name="printed",
        ),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this paper (X-02)."""
        return f"paper:{self.number}"

    @property
    def printed(self) -> bool:
        """Whether its file is made."""
        return self.file_id is not None


class PaperBundle(Base):
    """Many papers as one file, asked for by a person; the clock makes it when each of them is printed."""

    __tablename__ = "paper_bundle"
    __table_args__ = (CheckConstraint("(file_id IS NULL) = (done_at IS NULL)", name="done"),)

    title: Mapped[str] = mapped_column(String(200))
    by_id: Mapped[int] = reference("staff")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    done_at: Mapped[datetime | None]

    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(lazy="raise_on_sql")
    items: Mapped[list["PaperBundleItem"]] = relationship(
        back_populates="bundle", lazy="raise_on_sql", order_by="PaperBundleItem.position"
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this bundle (X-02)."""
        return f"bundle:{self.id}"


class PaperBundleItem(Base):
    """One paper of a bundle, in its place."""

    __tablename__ = "paper_bundle_item"
    __table_args__ = (UniqueConstraint("bundle_id", "position"), UniqueConstraint("bundle_id", "paper_id"))

    bundle_id: Mapped[int] = reference("paper_bundle", index=False)
    paper_id: Mapped[int] = reference("paper")
    position: Mapped[int]

    bundle: Mapped[PaperBundle] = relationship(back_populates="items", lazy="raise_on_sql")
    paper: Mapped[Paper] = relationship(lazy="raise_on_sql")


SAID = ("number", "kind", "about", "facts", "language", "issued_on", "issued_by_id", "code")
"""What stands on a paper or leads to it: refused to be changed by the database itself."""
ONCE = ("file_id", "sha256", "printed_at", "withdrawn_at", "replaced_by_id")
"""What is said once and then stays."""
SQLITE_GUARD = """
CREATE TRIGGER paper_no_{verb} BEFORE {VERB} ON paper{when}
BEGIN SELECT RAISE(ABORT, 'a paper never changes'); END
"""
POSTGRESQL_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_paper_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a paper never changes'; END $$
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER paper_no_{verb} BEFORE {VERB} ON paper
FOR EACH ROW{when} EXECUTE FUNCTION refuse_paper_change()
"""


def kept_as_issued(dialect: str) -> list[str]:
    """The statements that keep papers as they were issued; for `create_all` and migrations."""
    other = "IS NOT" if dialect == "sqlite" else "IS DISTINCT FROM"
    changed = [f"NEW.{column} {other} OLD.{column}" for column in SAID]
    changed += [f"OLD.{column} IS NOT NULL AND NEW.{column} {other} OLD.{column}" for column in ONCE]
    tests = " OR ".join(f"({test})" for test in changed)
    if dialect == "sqlite":
        return [
            SQLITE_GUARD.format(verb="update", VERB="UPDATE", when=f"\nWHEN {tests}").strip(),
            SQLITE_GUARD.format(verb="delete", VERB="DELETE", when="").strip(),
        ]
    return [
        POSTGRESQL_REFUSAL.strip(),
        POSTGRESQL_GUARD.format(verb="update", VERB="UPDATE", when=f" WHEN ({tests})").strip(),
        POSTGRESQL_GUARD.format(verb="delete", VERB="DELETE", when="").strip(),
    ]


def _guard(table: Table) -> None:
    for dialect in ("sqlite", "postgresql"):
        for statement in kept_as_issued(dialect):
            ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl)


_guard(Paper.__table__)  # type: ignore[arg-type]
