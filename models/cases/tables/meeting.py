"""Meetings about a case: who took part, what was decided, and who does what by when (G-04, T-04)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.words import MeetingKind, MeetingState
from models.db import Base, reference, word_of
from models.people.tables import Department, Staff


class Meeting(Base):
    """One meeting. `by` called it at `at`; its minutes say when and where it was held, and what was decided.

    `round` is the round of the case in which it was called. A consultation has a `question`, departments
    that are invited, and a decision: which department leads, and which assist with `task` (T-04). It is
    carried out with the first triage that follows, at once where there was one.
    """

    __tablename__ = "case_meeting"

    case_id: Mapped[int] = reference("case")
    round: Mapped[int]
    kind: Mapped[MeetingKind] = mapped_column(word_of(MeetingKind, "kind"))
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    state: Mapped[MeetingState] = mapped_column(word_of(MeetingState, "state"), default=MeetingState.CALLED)
    held_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    decisions: Mapped[str] = mapped_column(default="")
    minuted_by_id: Mapped[int | None] = reference("staff")
    minuted_at: Mapped[datetime | None]
    question: Mapped[str] = mapped_column(default="")
    lead_department_id: Mapped[int | None] = reference("department")
    task: Mapped[str] = mapped_column(default="")
    carried_out_at: Mapped[datetime | None]

    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    minuted_by: Mapped[Staff | None] = relationship(foreign_keys=[minuted_by_id], lazy="raise_on_sql")
    lead_department: Mapped[Department | None] = relationship(lazy="raise_on_sql")
    departments: Mapped[list["Concerned"]] = relationship(
        back_populates="meeting", lazy="raise_on_sql", order_by="Concerned.id"
    )
    attendances: Mapped[list["Attendance"]] = relationship(
        back_populates="meeting", lazy="raise_on_sql", order_by="Attendance.id"
    )
    actions: Mapped[list["ActionItem"]] = relationship(
        back_populates="meeting", lazy="raise_on_sql", order_by="ActionItem.due_at, ActionItem.id"
    )

    __table_args__ = (
        CheckConstraint(
            "(state = 'held') = (held_at IS NOT NULL) AND (state = 'held') = (minuted_by_id IS NOT NULL)"
            " AND (state = 'held') = (minuted_at IS NOT NULL)",
            name="held_has_minutes",
        ),
        CheckConstraint("state <> 'held' OR decisions <> ''", name="held_has_decisions"),
        CheckConstraint("(kind = 'consultation') = (question <> '')", name="consultation_asks"),
        CheckConstraint(
            "(kind = 'consultation' AND state = 'held') = (lead_department_id IS NOT NULL)",
            name="consultation_decides",
        ),
        Index(
            "uq_case_meeting_called",
            "case_id",
            unique=True,
            sqlite_where=sql("state = 'called'"),
            postgresql_where=sql("state = 'called'"),
        ),
        Index(
            "ix_case_meeting_to_hold",
            "by_id",
            "state",
            sqlite_where=sql("held_at IS NULL"),
            postgresql_where=sql("held_at IS NULL"),
        ),
    )


class Concerned(Base):
    """A department that a consultation concerns: invited to it, or found to assist by it, or both (T-04).

    `case_id` is the case of the meeting: its people see the case, and are asked for by it alone.
    """

    __tablename__ = "case_meeting_department"

    meeting_id: Mapped[int] = reference("case_meeting")
    case_id: Mapped[int] = reference("case", index=False)
    department_id: Mapped[int] = reference("department", index=False)
    invited: Mapped[bool] = mapped_column(default=False)
    assists: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped[Meeting] = relationship(back_populates="departments")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("meeting_id", "department_id"),
        Index("ix_case_meeting_department_department_id_case_id", "department_id", "case_id"),
    )


class Attendance(Base):
    """A member of staff who took part in a meeting."""

    __tablename__ = "case_meeting_attendance"

    meeting_id: Mapped[int] = reference("case_meeting")
    staff_id: Mapped[int] = reference("staff")

    meeting: Mapped[Meeting] = relationship(back_populates="attendances")
    staff: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("meeting_id", "staff_id"),)


class ActionItem(Base):
    """What somebody is to do after a meeting, and by when. It ends done, or dropped.

    `case_id` is the case of the meeting: its owner sees the case, and is asked for by it alone.
    `next_notice_at` is when who does it is reminded next (H-04); none once that is over.
    """

    __tablename__ = "case_action_item"

    meeting_id: Mapped[int] = reference("case_meeting")
    case_id: Mapped[int] = reference("case")
    text: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int] = reference("staff", index=False)
    due_at: Mapped[datetime]
    next_notice_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = reference("staff")
    remark: Mapped[str] = mapped_column(String(500), default="")
    """What came of it, as whoever ended it says."""
    dropped_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="actions")
    owner: Mapped[Staff] = relationship(foreign_keys=[owner_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("done_at IS NULL OR dropped_at IS NULL", name="ends_once"),
        CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done_by_somebody"),
        Index("ix_case_action_item_notice", "next_notice_at"),
        Index("ix_case_action_item_owner_id_case_id", "owner_id", "case_id"),
    )

    @property
    def notice_name(self) -> str:
        """How notices name it."""
        return f"{self.__tablename__}:{self.id}"

    @property
    def open(self) -> bool:
        return self.done_at is None and self.dropped_at is None
