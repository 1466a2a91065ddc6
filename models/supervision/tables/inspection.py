"""The inspection of a department by the supervision group, and who makes it (Q-03)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from models.db import Base, one_of, reference, word_of
from models.errors import Stale
from models.files.tables import StoredFile
from models.inspection.tables import Checklist
from models.people.tables import Department, Staff
from models.supervision.words import FilePart, InspectionState

if TYPE_CHECKING:
    from models.supervision.tables.file import InspectionFile
    from models.supervision.tables.finding import DepartmentFinding

SENT = (InspectionState.ANSWERING, InspectionState.ANSWERED, InspectionState.CLOSED)
OVER = (InspectionState.CLOSED, InspectionState.DROPPED)


class DepartmentInspection(Base):
    """One inspection: which department, what of it, over which days, by which version of the checklist.

    `percent`, `passed` and `killed` are the result as it was sent to the department, and once it is closed
    the one that stands: without what was withdrawn. `answer` is empty where the time to answer ran out.
    """

    __tablename__ = "supervision_inspection"

    number: Mapped[str] = mapped_column(String(16), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    department_id: Mapped[int] = reference("department")
    checklist_id: Mapped[int] = reference("inspection_checklist")
    rulebook_id: Mapped[int] = reference("rulebook", index=False)
    leader_id: Mapped[int] = reference("staff")
    scope: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    planned_on: Mapped[date]
    planned_by_id: Mapped[int] = reference("staff")
    planned_at: Mapped[datetime]
    state: Mapped[InspectionState] = mapped_column(
        word_of(InspectionState, "state"), default=InspectionState.PLANNED
    )
    percent: Mapped[int | None]
    passed: Mapped[bool | None]
    killed: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime | None]
    answer_due_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = reference("staff")
    answered_at: Mapped[datetime | None]
    conclusion: Mapped[str] = mapped_column(default="")
    dropped_because: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = reference("staff")
    reminded_at: Mapped[datetime | None]
    """When whoever has the next step was told that its time has come; empty again with each step."""

    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    checklist: Mapped[Checklist] = relationship(lazy="raise_on_sql")
    leader: Mapped[Staff] = relationship(foreign_keys=[leader_id], lazy="raise_on_sql")
    planned_by: Mapped[Staff] = relationship(foreign_keys=[planned_by_id], lazy="raise_on_sql")
    answered_by: Mapped[Staff | None] = relationship(foreign_keys=[answered_by_id], lazy="raise_on_sql")
    inspectors: Mapped[list["Inspector"]] = relationship(
        lazy="raise_on_sql", order_by="Inspector.id", cascade="all, delete-orphan"
    )
    findings: Mapped[list["DepartmentFinding"]] = relationship(
        lazy="raise_on_sql", order_by="DepartmentFinding.item_id"
    )
    files: Mapped[list["InspectionFile"]] = relationship(lazy="raise_on_sql", order_by="InspectionFile.id")

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("scope <> ''", name="says_what"),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("NOT killed OR NOT passed", name="killed_fails"),
        CheckConstraint(
            f"({one_of('state', *SENT)}) = (sent_at IS NOT NULL)"
            " AND (sent_at IS NULL) = (answer_due_at IS NULL)"
            " AND (sent_at IS NULL) = (percent IS NULL) AND (sent_at IS NULL) = (passed IS NULL)",
            name="sent_has_result",
        ),
        CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL) AND (answered_at IS NULL) = (answer = '')"
            " AND (state <> 'answered' OR answered_at IS NOT NULL)"
            " AND (answered_at IS NULL OR state IN ('answered', 'closed'))",
            name="answer_is_whole",
        ),
        CheckConstraint(
            f"({one_of('state', *OVER)}) = (ended_at IS NOT NULL)"
            " AND (ended_at IS NULL) = (ended_by_id IS NULL)"
            " AND (state = 'closed') = (conclusion <> '') AND (state = 'dropped') = (dropped_because <> '')",
            name="ended_says_what",
        ),
        Index("ix_supervision_inspection_state_planned", "state", "planned_on"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this inspection (X-02)."""
        return f"supervision_inspection:{self.number}"

    @property
    def open(self) -> bool:
        """Whether anything is left to be done with it."""
        return self.ended_at is None

    @property
    def team(self) -> frozenset[int]:
        """Who makes it, whoever leads it among them."""
        return frozenset({self.leader_id, *(each.staff_id for each in self.inspectors)})

    def files_of(self, part: FilePart) -> list[StoredFile]:
        """The files of the findings, or of the answer, in the order in which they came."""
        return [each.file for each in self.files if each.part is part]

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed it since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)

    def touch(self) -> None:
        """Counts what was written beside this row as a change of it, so that others hear of it."""
        flag_modified(self, "state")


class Inspector(Base):
    """Somebody who makes an inspection; the leader has a row too."""

    __tablename__ = "supervision_inspector"

    inspection_id: Mapped[int] = reference("supervision_inspection", index=False)
    staff_id: Mapped[int] = reference("staff")

    staff: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("inspection_id", "staff_id"),)
