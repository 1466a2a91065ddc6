"""What happened and might be a matter: found once by the job, or reported by somebody (A-02)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accountability.words import CandidateState, MatterKind, TriggerKind
from models.cases.tables import Case
from models.db import Base, JSONDocument, reference, word_of
from models.people.tables import Department, Staff


class MatterCandidate(Base):
    """One candidate. `about` is the audit name of what it is about; `evidence` the audit names of what
    shows it. Where nobody is named, a department is, and who opens it names the person.
    """

    __tablename__ = "matter_candidate"

    source: Mapped[TriggerKind] = mapped_column(word_of(TriggerKind, "source"))
    kind: Mapped[MatterKind] = mapped_column(word_of(MatterKind, "kind"))
    about: Mapped[str] = mapped_column(String(80), index=True)
    case_id: Mapped[int | None] = reference("case")
    person_id: Mapped[int | None] = reference("staff")
    department_id: Mapped[int | None] = reference("department")
    conduct_on: Mapped[date]
    text: Mapped[str] = mapped_column(default="")
    evidence: Mapped[list[str]] = mapped_column(default=list)
    line: Mapped[list[int]] = mapped_column(JSONDocument, default=list)
    """The named person's nearest head and everybody under them on that day (A-04)."""
    reporter_id: Mapped[int | None] = reference("staff")
    found_at: Mapped[datetime]
    dedupe: Mapped[str] = mapped_column(String(120), unique=True)

    state: Mapped[CandidateState] = mapped_column(
        word_of(CandidateState, "state"), default=CandidateState.OPEN
    )
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")

    case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
    person: Mapped[Staff | None] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    department: Mapped[Department | None] = relationship(lazy="raise_on_sql")
    reporter: Mapped[Staff | None] = relationship(foreign_keys=[reporter_id], lazy="raise_on_sql")
    ended_by: Mapped[Staff | None] = relationship(foreign_keys=[ended_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR department_id IS NOT NULL", name="concerns_somebody"),
        CheckConstraint(
            "(state = 'open') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by_id IS NULL)",
            name="ended_has_moment",
        ),
        CheckConstraint("state <> 'dismissed' OR reason <> ''", name="dismissed_says_why"),
        CheckConstraint("source <> 'by_hand' OR text <> ''", name="by_hand_says_what"),
        Index("ix_matter_candidate_state_found", "state", "found_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"candidate:{self.id}"

    @property
    def open(self) -> bool:
        return self.state is CandidateState.OPEN
