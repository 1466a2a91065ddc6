"""Typical cases, the index that finds them, and what colleagues make of them (L-05)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.tables import Case
from models.db import Base, one_of, reference, word_of
from models.errors import Stale
from models.library.words import LessonState, VersionState
from models.people.tables import Staff

CLEANED = (LessonState.WRITING, LessonState.REVIEW, LessonState.PUBLISHED)
TEXTS = ("title", "happened", "went_well", "went_badly", "to_learn")
"""What is read of a typical case, in its order."""


class TypicalCase(Base):
    """One case as others learn from it.

    Until somebody has looked at all personal data that was found, nothing of the case's words is stored
    here. `kept` are found places that this person said are nobody's data, as a service number. `category`
    is the case's when it was nominated. One that was withdrawn because its customer was forgotten keeps no
    text. `version` counts changes of the texts (H-07).
    """

    __tablename__ = "typical_case"

    number: Mapped[str] = mapped_column(String(16), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    case_id: Mapped[int] = reference("case")
    category: Mapped[str | None] = mapped_column(String(60), index=True)
    language: Mapped[str] = mapped_column(String(10), default="zh")
    state: Mapped[LessonState] = mapped_column(word_of(LessonState, "state"), default=LessonState.NOMINATED)
    reason: Mapped[str]

    title: Mapped[str] = mapped_column(String(120), default="")
    happened: Mapped[str] = mapped_column(default="")
    went_well: Mapped[str] = mapped_column(default="")
    went_badly: Mapped[str] = mapped_column(default="")
    to_learn: Mapped[str] = mapped_column(default="")
    kept: Mapped[list[str]] = mapped_column(default=list)
    likes: Mapped[int] = mapped_column(default=0)

    nominated_by_id: Mapped[int] = reference("staff", nullable=False)
    nominated_at: Mapped[datetime]
    cleaned_by_id: Mapped[int | None] = reference("staff")
    cleaned_at: Mapped[datetime | None]
    written_by_id: Mapped[int | None] = reference("staff")
    submitted_at: Mapped[datetime | None]
    reviewed_by_id: Mapped[int | None] = reference("staff")
    returned_because: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = reference("staff")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    nominated_by: Mapped[Staff] = relationship(foreign_keys=[nominated_by_id], lazy="raise_on_sql")
    cleaned_by: Mapped[Staff | None] = relationship(foreign_keys=[cleaned_by_id], lazy="raise_on_sql")
    written_by: Mapped[Staff | None] = relationship(foreign_keys=[written_by_id], lazy="raise_on_sql")
    reviewed_by: Mapped[Staff | None] = relationship(foreign_keys=[reviewed_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("reason <> '' OR state = 'withdrawn'", name="says_why"),
        CheckConstraint(
            f"NOT {one_of('state', *CLEANED)} OR cleaned_by_id IS NOT NULL AND cleaned_at IS NOT NULL",
            name="published_nothing_unseen",
        ),
        CheckConstraint("state <> 'nominated' OR happened = ''", name="stored_nothing_unseen"),
        CheckConstraint(
            "state NOT IN ('review', 'published') OR title <> '' AND happened <> '' AND to_learn <> ''"
            " AND written_by_id IS NOT NULL AND submitted_at IS NOT NULL",
            name="written_up",
        ),
        CheckConstraint(
            "state <> 'published' OR published_at IS NOT NULL AND reviewed_by_id IS NOT NULL",
            name="published_was_reviewed",
        ),
        CheckConstraint(
            "reviewed_by_id <> nominated_by_id AND reviewed_by_id <> written_by_id"
            " AND reviewed_by_id <> cleaned_by_id",
            name="reviewed_by_another",
        ),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_moment"),
        CheckConstraint("likes >= 0", name="likes"),
        Index("ix_typical_case_state_published", "state", "published_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"library:{self.number}"

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed the texts since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)


class LessonVersion(Base):
    """What a published typical case says, said, or is to say: the first version is what was published first,
    each later one was proposed, confirmed to be free of personal data, and reviewed like it.

    `number` counts those that were published. `kept` are found places that who confirmed it said are
    nobody's data. `edits` counts changes of the texts (H-07). One is in work at a time.
    """

    __tablename__ = "typical_case_version"

    typical_case_id: Mapped[int] = reference("typical_case", index=False)
    number: Mapped[int | None]
    edits: Mapped[int] = mapped_column(default=1)
    state: Mapped[VersionState] = mapped_column(word_of(VersionState, "state"), default=VersionState.WRITING)
    title: Mapped[str] = mapped_column(String(120))
    happened: Mapped[str]
    went_well: Mapped[str] = mapped_column(default="")
    went_badly: Mapped[str] = mapped_column(default="")
    to_learn: Mapped[str]
    kept: Mapped[list[str]] = mapped_column(default=list)
    change: Mapped[str] = mapped_column(String(300), default="")
    """What is different from the version before, and why."""
    written_by_id: Mapped[int] = reference("staff", nullable=False)
    written_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = reference("staff")
    confirmed_at: Mapped[datetime | None]
    returned_because: Mapped[str] = mapped_column(default="")
    reviewed_by_id: Mapped[int | None] = reference("staff")
    published_at: Mapped[datetime | None]

    written_by: Mapped[Staff] = relationship(foreign_keys=[written_by_id], lazy="raise_on_sql")
    confirmed_by: Mapped[Staff | None] = relationship(foreign_keys=[confirmed_by_id], lazy="raise_on_sql")
    reviewed_by: Mapped[Staff | None] = relationship(foreign_keys=[reviewed_by_id], lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("typical_case_id", "number"),
        CheckConstraint("(state = 'published') = (number IS NOT NULL)", name="published_is_numbered"),
        CheckConstraint(
            "(state = 'published') = (published_at IS NOT NULL)"
            " AND (state <> 'published' OR reviewed_by_id IS NOT NULL)",
            name="published_was_reviewed",
        ),
        CheckConstraint(
            "state NOT IN ('review', 'published') OR title <> '' AND happened <> '' AND to_learn <> ''"
            " AND confirmed_by_id IS NOT NULL AND confirmed_at IS NOT NULL",
            name="reviewed_nothing_unseen",
        ),
        CheckConstraint(
            "reviewed_by_id <> written_by_id AND reviewed_by_id <> confirmed_by_id",
            name="reviewed_by_another",
        ),
        Index(
            "uq_typical_case_version_in_work",
            "typical_case_id",
            unique=True,
            sqlite_where=sql("state IN ('writing', 'review')"),
            postgresql_where=sql("state IN ('writing', 'review')"),
        ),
    )

    def expect(self, edits: int | None) -> None:
        """Raises Stale when somebody changed the texts since `edits` was read (H-07)."""
        if edits is not None and edits != self.edits:
            raise Stale(edits, self.edits)


library_gram = Table(
    "library_gram",
    Base.metadata,
    Column("gram", Integer, primary_key=True, autoincrement=False),
    Column("typical_case_id", Integer, ForeignKey("typical_case.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Parts of published texts, as `models/cases/rules/grams.py` makes them."""


class LessonLike(Base):
    """That somebody found a typical case useful."""

    __tablename__ = "typical_case_like"

    typical_case_id: Mapped[int] = reference("typical_case", index=False)
    staff_id: Mapped[int] = reference("staff")

    __table_args__ = (UniqueConstraint("typical_case_id", "staff_id"),)


class LessonComment(Base):
    """What a colleague adds from experience; taken away, it keeps its place and loses its words."""

    __tablename__ = "typical_case_comment"

    typical_case_id: Mapped[int] = reference("typical_case")
    by_id: Mapped[int] = reference("staff", nullable=False)
    at: Mapped[datetime]
    text: Mapped[str]
    removed_at: Mapped[datetime | None]

    by: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (CheckConstraint("(text = '') = (removed_at IS NOT NULL)", name="removed_has_no_words"),)
