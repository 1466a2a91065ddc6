"""The inspection of one closed case, and the objection of who was inspected (Q-01)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.tables import Case
from models.db import Base, reference, word_of
from models.inspection.tables.checklist import Checklist
from models.inspection.tables.correction import Correction
from models.inspection.tables.draw import Draw
from models.inspection.tables.sheet import Sheet
from models.inspection.words import Ground, InspectionState
from models.people.tables import Department, Staff


class Inspection(Base):
    """One inspection. `department_id` led the case when it was drawn and `person_id` owned it.

    `inspector_id` gives the result; empty where nobody is free to, until somebody is named. A failed one
    may be objected to until `object_until`; `noted_at` is when it became a candidate for accountability,
    or was found to need none (A-02).
    """

    __tablename__ = "inspection"

    draw_id: Mapped[int | None] = reference("inspection_draw")
    case_id: Mapped[int] = reference("case")
    checklist_id: Mapped[int] = reference("inspection_checklist")
    ground: Mapped[Ground] = mapped_column(word_of(Ground, "ground"))
    stratum: Mapped[str] = mapped_column(String(120), default="")
    department_id: Mapped[int] = reference("department")
    person_id: Mapped[int | None] = reference("staff")
    inspector_id: Mapped[int | None] = reference("staff", index=False)
    rulebook_id: Mapped[int] = reference("rulebook", index=False)
    state: Mapped[InspectionState] = mapped_column(
        word_of(InspectionState, "state"), default=InspectionState.DRAWN
    )
    drawn_at: Mapped[datetime]
    due_at: Mapped[datetime]
    scored_at: Mapped[datetime | None]
    object_until: Mapped[datetime | None]
    noted_at: Mapped[datetime | None]
    correction_id: Mapped[int | None] = reference("inspection_correction")

    draw: Mapped[Draw | None] = relationship(lazy="raise_on_sql")
    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    checklist: Mapped[Checklist] = relationship(lazy="raise_on_sql")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    person: Mapped[Staff | None] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    inspector: Mapped[Staff | None] = relationship(foreign_keys=[inspector_id], lazy="raise_on_sql")
    sheets: Mapped[list[Sheet]] = relationship(lazy="raise_on_sql", order_by=Sheet.id)
    objection: Mapped["Objection | None"] = relationship(lazy="raise_on_sql")
    correction: Mapped[Correction | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("draw_id", "case_id"),
        CheckConstraint("inspector_id <> person_id", name="inspected_by_another"),
        CheckConstraint("(ground = 'calibration') = (draw_id IS NULL)", name="drawn_from"),
        CheckConstraint("(state = 'drawn') = (scored_at IS NULL)", name="scored_has_moment"),
        CheckConstraint(
            "(state IN ('failed', 'overturned')) = (object_until IS NOT NULL)",
            name="failed_may_be_objected_to",
        ),
        CheckConstraint("state <> 'failed' OR correction_id IS NOT NULL", name="failed_is_corrected"),
        CheckConstraint(
            "state IN ('drawn', 'compared') OR inspector_id IS NOT NULL", name="scored_by_somebody"
        ),
        Index("ix_inspection_inspector_state", "inspector_id", "state"),
        Index("ix_inspection_state_scored", "state", "scored_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"inspection:{self.id}"

    @property
    def calibrates(self) -> bool:
        return self.ground is Ground.CALIBRATION


class Objection(Base):
    """The inspected person's objection to a failed inspection; once, decided by another inspector."""

    __tablename__ = "inspection_objection"

    inspection_id: Mapped[int] = reference("inspection", index=False)
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    text: Mapped[str]
    due_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = reference("staff")
    decided_at: Mapped[datetime | None]
    upheld: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")
    reminded_at: Mapped[datetime | None]

    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    decided_by: Mapped[Staff | None] = relationship(foreign_keys=[decided_by_id], lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("inspection_id"),
        CheckConstraint("text <> ''", name="says_why"),
        CheckConstraint("decided_by_id <> by_id", name="decided_by_another"),
        CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (upheld IS NULL)"
            " AND (decided_at IS NULL) = (reason = '')",
            name="decision_is_whole",
        ),
        Index(
            "ix_inspection_objection_open",
            "due_at",
            sqlite_where=sql("decided_at IS NULL"),
            postgresql_where=sql("decided_at IS NULL"),
        ),
    )

    @property
    def open(self) -> bool:
        return self.decided_at is None
