"""What one inspector found of one case: a sheet with a score for each item (Q-01)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference, word_of
from models.files.tables import StoredFile
from models.inspection.tables.checklist import ChecklistItem
from models.inspection.words import Mark, SheetPart
from models.people.tables import Staff


class Sheet(Base):
    """One inspector's look. `percent` are the points in whole percent, rounded down."""

    __tablename__ = "inspection_sheet"

    inspection_id: Mapped[int] = reference("inspection", index=False)
    part: Mapped[SheetPart] = mapped_column(word_of(SheetPart, "part"))
    by_id: Mapped[int] = reference("staff")
    done_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    percent: Mapped[int | None]
    passed: Mapped[bool | None]
    killed: Mapped[bool] = mapped_column(default=False)
    """Whether a killer item failed."""
    remark: Mapped[str] = mapped_column(default="")

    by: Mapped[Staff] = relationship(lazy="raise_on_sql")
    scores: Mapped[list["Score"]] = relationship(lazy="raise_on_sql", order_by="Score.item_id")
    files: Mapped[list["SheetFile"]] = relationship(lazy="raise_on_sql", order_by="SheetFile.id")

    __table_args__ = (
        UniqueConstraint("inspection_id", "by_id"),
        CheckConstraint(
            "(done_at IS NULL) = (percent IS NULL) AND (done_at IS NULL) = (passed IS NULL)",
            name="done_has_result",
        ),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("NOT killed OR NOT passed", name="killed_fails"),
        Index(
            "ix_inspection_sheet_open",
            "by_id",
            sqlite_where=sql("done_at IS NULL"),
            postgresql_where=sql("done_at IS NULL"),
        ),  # what waits for a person, who has filled in many
    )

    @property
    def done(self) -> bool:
        return self.done_at is not None


class Score(Base):
    """How one item was found, with a note, and where it shows."""

    __tablename__ = "inspection_score"

    sheet_id: Mapped[int] = reference("inspection_sheet", index=False)
    item_id: Mapped[int] = reference("inspection_checklist_item")
    mark: Mapped[Mark] = mapped_column(word_of(Mark, "mark"))
    note: Mapped[str] = mapped_column(String(1000), default="")
    evidence: Mapped[str] = mapped_column(String(300), default="")

    item: Mapped[ChecklistItem] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("sheet_id", "item_id"),
        CheckConstraint("mark IN ('met', 'not_applicable') OR note <> ''", name="says_why"),
    )


class SheetFile(Base):
    """A file that shows what a sheet says: a recording, a screenshot, a paper."""

    __tablename__ = "inspection_sheet_file"

    sheet_id: Mapped[int] = reference("inspection_sheet", index=False)
    file_id: Mapped[int] = reference("stored_file")

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("sheet_id", "file_id"),)
