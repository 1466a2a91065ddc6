"""The rows of an import: the file and how far it is, and each of its lines until they are cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.tables import Case
from models.db import Base, one_of, reference, word_of
from models.errors import Stale, WrongState
from models.files.tables import StoredFile
from models.imports.words import BUSY, OVER, ImportState
from models.people.tables import Staff


class Import(Base):
    """One file on its way to become cases (V-09).

    `source` names the system it comes from; with it a row's number there is known again. `sha256` is the
    file's; it is imported once. `version` counts the turns, so that nobody starts what another has changed
    meanwhile (H-07). While the clock works on it, `claim` says which process, until when; `progress` counts
    the rows of the phase at hand, `attempts` how often that phase was begun.
    """

    __tablename__ = "case_import"

    submission: Mapped[str] = mapped_column(String(40), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[ImportState] = mapped_column(word_of(ImportState, "state"), default=ImportState.READING)
    source: Mapped[str] = mapped_column(String(60))
    file_id: Mapped[int | None] = reference("stored_file")
    file_name: Mapped[str] = mapped_column(String(255))
    file_size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int] = reference("staff")

    how: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """As what the file was read: kind, encoding, separator, sheet."""
    headers: Mapped[list[str]] = mapped_column(default=list)
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What each column of the file means, by its place counted from 0; those left out are not named."""
    rows: Mapped[int] = mapped_column(default=0)
    progress: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str | None] = mapped_column(String(40))
    claimed_until: Mapped[datetime | None]

    faulty: Mapped[int] = mapped_column(default=0)
    """Rows at fault, those imported before not among them."""
    known: Mapped[int] = mapped_column(default=0)
    """Rows that were imported before and are otherwise sound."""
    open_rows: Mapped[int] = mapped_column(default=0)
    closed_rows: Mapped[int] = mapped_column(default=0)
    mailable: Mapped[int] = mapped_column(default=0)
    """Open ones whose customer has a mail address."""

    skip_known: Mapped[bool] = mapped_column(default=False)
    letters: Mapped[bool] = mapped_column(default=False)
    started_by_id: Mapped[int | None] = reference("staff")
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(String(40), default="")
    trouble_facts: Mapped[dict[str, Any]] = mapped_column(default=dict)

    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    started_by: Mapped[Staff | None] = relationship(foreign_keys=[started_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(f"{one_of('state', *OVER)} = (ended_at IS NOT NULL)", name="ended_has_moment"),
        CheckConstraint(
            f"NOT {one_of('state', ImportState.WORKING, ImportState.DONE)}"
            " OR (started_at IS NOT NULL AND started_by_id IS NOT NULL)",
            name="started_by_somebody",
        ),
        CheckConstraint("(claim IS NULL) = (claimed_until IS NULL)", name="claim_ends"),
        CheckConstraint(f"claim IS NULL OR {one_of('state', *BUSY)}", name="claimed_while_busy"),
        CheckConstraint("state <> 'done' OR faulty = 0", name="done_without_faults"),
        CheckConstraint("state <> 'refused' OR trouble <> ''", name="refused_says_why"),
        Index("ix_case_import_state", "state", "claimed_until"),
        Index(
            "uq_case_import_done_sha256",
            "sha256",
            unique=True,
            sqlite_where=sql("state = 'done'"),
            postgresql_where=sql("state = 'done'"),
        ),
    )

    @property
    def audit_name(self) -> str:
        return f"import:{self.id}"

    @property
    def busy(self) -> bool:
        """Whether it is the clock's turn."""
        return self.state in BUSY

    @property
    def over(self) -> bool:
        return self.state in OVER

    @property
    def to_import(self) -> int:
        """How many rows become cases when it is started."""
        return self.open_rows + self.closed_rows

    def expect(self, version: int | None) -> None:
        """Raises Stale when it has had another turn since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)

    def require(self, what: str, *states: ImportState) -> None:
        """Raises WrongState unless it is in one of these states."""
        if self.state not in states:
            raise WrongState(what, self.state.value)

    def enter(self, state: ImportState) -> None:
        """The one door between states: a new turn, whose work begins at the first row."""
        self.state = state
        self.version += 1
        self.progress = self.attempts = 0
        self.claim = self.claimed_until = None


class ImportRow(Base):
    """One line of a file. `cells` are as they were read and `meaning` is what they say; both are forgotten
    when the import is over, as they are customers' data. `case_id` is what the line became.
    """

    __tablename__ = "case_import_row"

    import_id: Mapped[int] = reference("case_import", index=False)
    line: Mapped[int]
    """As a spreadsheet counts: the header is usually line 1."""
    external: Mapped[str] = mapped_column(String(60), default="")
    cells: Mapped[dict[str, Any]] = mapped_column(default=dict)
    meaning: Mapped[dict[str, Any]] = mapped_column(default=dict)
    faults: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Under `list`: column, code and facts of each."""
    faulty: Mapped[bool] = mapped_column(default=False)
    known_case_id: Mapped[int | None] = reference("case")
    """The case that this number of this source became in an earlier import."""
    case_id: Mapped[int | None] = reference("case")

    case: Mapped[Case | None] = relationship(foreign_keys=[case_id], lazy="raise_on_sql")
    known_case: Mapped[Case | None] = relationship(foreign_keys=[known_case_id], lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("import_id", "line"),
        CheckConstraint("line >= 1", name="line"),
        Index("ix_case_import_row_faulty", "import_id", "faulty", "line"),
    )
