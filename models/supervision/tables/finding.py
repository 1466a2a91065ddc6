"""What was found of one item of the checklist, and what is to be put right (Q-03)."""

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference, word_of
from models.inspection.tables import ChecklistItem, Correction
from models.inspection.words import Mark


class DepartmentFinding(Base):
    """How one item was found, what is missing, where it shows, and what the department is to put right.

    A withdrawn one says why and is not counted in the result that stands; nothing is put right for it.
    """

    __tablename__ = "supervision_finding"

    inspection_id: Mapped[int] = reference("supervision_inspection", index=False)
    item_id: Mapped[int] = reference("inspection_checklist_item")
    mark: Mapped[Mark] = mapped_column(word_of(Mark, "mark"))
    note: Mapped[str] = mapped_column(String(1000), default="")
    evidence: Mapped[str] = mapped_column(String(300), default="")
    remedy: Mapped[str] = mapped_column(String(1000), default="")
    """What is to be put right; becomes the order of a correction when the inspection is closed."""
    withdrawn_because: Mapped[str] = mapped_column(String(1000), default="")
    correction_id: Mapped[int | None] = reference("inspection_correction")

    item: Mapped[ChecklistItem] = relationship(lazy="raise_on_sql")
    correction: Mapped[Correction | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("inspection_id", "item_id"),
        CheckConstraint("mark IN ('met', 'not_applicable') OR note <> ''", name="says_why"),
        CheckConstraint("remedy = '' OR mark IN ('partly', 'not_met')", name="remedy_of_a_fault"),
        CheckConstraint("withdrawn_because = '' OR mark IN ('partly', 'not_met')", name="fault_withdrawn"),
        CheckConstraint(
            "correction_id IS NULL OR (remedy <> '' AND withdrawn_because = '')", name="corrects_what_stands"
        ),
    )

    @property
    def audit_name(self) -> str:
        """How a correction names what it is about (X-02)."""
        return f"supervision_finding:{self.id}"

    @property
    def fault(self) -> bool:
        """Whether something is missing."""
        return self.mark in (Mark.PARTLY, Mark.NOT_MET)

    @property
    def stands(self) -> bool:
        """Whether it is a fault that was not withdrawn."""
        return self.fault and not self.withdrawn_because
