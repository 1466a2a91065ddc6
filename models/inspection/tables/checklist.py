"""A checklist of a version, and its items (Q-01)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference, word_of
from models.errors import Stale
from models.inspection.words import ChecklistState, Subject
from models.people.tables import Staff


class Checklist(Base):
    """One version of a checklist. Versions of the same checklist share their `code`; a published one never
    changes, and of each code at most one is in use: the latest published retires the one before.
    """

    __tablename__ = "inspection_checklist"

    code: Mapped[str] = mapped_column(String(40))
    version_number: Mapped[int]
    subject: Mapped[Subject] = mapped_column(word_of(Subject, "subject"))
    name_zh: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    state: Mapped[ChecklistState] = mapped_column(
        word_of(ChecklistState, "state"), default=ChecklistState.DRAFT
    )
    author_id: Mapped[int] = reference("staff")
    published_by_id: Mapped[int | None] = reference("staff")
    published_at: Mapped[datetime | None]
    edits: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often the items of the draft were written: two who write at once see it (H-07)."""

    author: Mapped[Staff] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")
    published_by: Mapped[Staff | None] = relationship(foreign_keys=[published_by_id], lazy="raise_on_sql")
    items: Mapped[list["ChecklistItem"]] = relationship(
        lazy="raise_on_sql", order_by="ChecklistItem.position", cascade="all, delete-orphan"
    )

    __table_args__ = (
        UniqueConstraint("code", "version_number"),
        CheckConstraint("version_number >= 1", name="version"),
        CheckConstraint("author_id <> published_by_id", name="published_by_another"),
        CheckConstraint(
            "(state = 'draft') = (published_at IS NULL)"
            " AND (published_at IS NULL) = (published_by_id IS NULL)",
            name="published_has_moment",
        ),
        Index("ix_inspection_checklist_subject_state", "subject", "state"),
    )

    @property
    def audit_name(self) -> str:
        return f"checklist:{self.id}"

    def expect(self, edits: int | None) -> None:
        """Raises Stale when somebody wrote the items since `edits` was read (H-07)."""
        if edits is not None and edits != self.edits:
            raise Stale(edits, self.edits)

    @property
    def draft(self) -> bool:
        return self.state is ChecklistState.DRAFT


class ChecklistItem(Base):
    """One thing that is looked at: `weight` are its points, and a failed killer item fails the whole."""

    __tablename__ = "inspection_checklist_item"

    checklist_id: Mapped[int] = reference("inspection_checklist", index=False)
    position: Mapped[int]
    text_zh: Mapped[str] = mapped_column(String(300))
    text_en: Mapped[str] = mapped_column(String(300))
    weight: Mapped[int]
    killer: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        UniqueConstraint("checklist_id", "position"),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight"),
        CheckConstraint("text_zh <> '' AND text_en <> ''", name="says_what"),
    )
