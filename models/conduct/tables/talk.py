"""Talks with heads of departments about how their department does, with minutes and goals (C-03)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.conduct.tables.penalty import Penalty
from models.conduct.words import GoalOutcome, TalkState
from models.db import Base, one_of, reference, word_of
from models.people.tables import Department, Staff

HELD = (TalkState.HELD, TalkState.ACKNOWLEDGED, TalkState.CLOSED)


class HeadTalk(Base):
    """One talk, which a penalty of the department calls for.

    `head_id` is with whom it is, from the invitation on: the head of that day. `due_at` is by when the next
    step is due; `reminded_at` that its time was over and those whose turn it is were told. A dropped one
    keeps what was said in it.
    """

    __tablename__ = "head_talk"

    penalty_id: Mapped[int] = mapped_column(ForeignKey("penalty.id"), unique=True)
    department_id: Mapped[int] = reference("department")
    state: Mapped[TalkState] = mapped_column(word_of(TalkState, "state"), default=TalkState.DUE)
    called_at: Mapped[datetime]
    due_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]

    head_id: Mapped[int | None] = reference("staff")
    planned_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(String(120), default="")
    invited_by_id: Mapped[int | None] = reference("staff")
    held_at: Mapped[datetime | None]
    led_by_id: Mapped[int | None] = reference("staff")
    others: Mapped[str] = mapped_column(String(200), default="")
    """Who else was there."""
    minutes: Mapped[str] = mapped_column(default="")
    acknowledged_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(default="")
    """What the head says to the minutes."""
    ended_at: Mapped[datetime | None]

    penalty: Mapped[Penalty] = relationship(lazy="raise_on_sql")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    head: Mapped[Staff | None] = relationship(foreign_keys=[head_id], lazy="raise_on_sql")
    invited_by: Mapped[Staff | None] = relationship(foreign_keys=[invited_by_id], lazy="raise_on_sql")
    led_by: Mapped[Staff | None] = relationship(foreign_keys=[led_by_id], lazy="raise_on_sql")
    goals: Mapped[list["TalkGoal"]] = relationship(lazy="selectin", order_by="TalkGoal.id")

    __table_args__ = (
        CheckConstraint("led_by_id <> head_id AND invited_by_id <> head_id", name="led_by_another"),
        CheckConstraint(
            "(head_id IS NULL) = (planned_at IS NULL) AND (head_id IS NULL) = (invited_by_id IS NULL)"
            " AND (head_id IS NULL) = (place = '') AND (head_id IS NOT NULL OR state IN ('due', 'dropped'))",
            name="invited",
        ),
        CheckConstraint(
            "(held_at IS NULL) = (led_by_id IS NULL) AND (held_at IS NULL) = (minutes = '')"
            f" AND (held_at IS NOT NULL OR NOT {one_of('state', *HELD)})",
            name="held",
        ),
        CheckConstraint(
            "(state <> 'acknowledged' OR acknowledged_at IS NOT NULL) AND acknowledged_at >= held_at",
            name="acknowledged",
        ),
        CheckConstraint("(state IN ('closed', 'dropped')) = (ended_at IS NOT NULL)", name="ended"),
        Index("ix_head_talk_state_due", "state", "due_at"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this talk (X-02)."""
        return f"talk:{self.id}"

    @property
    def open(self) -> bool:
        """Whether it waits for anything."""
        return self.ended_at is None

    @property
    def was_held(self) -> bool:
        """Whether there are minutes."""
        return self.held_at is not None

    def late(self, now: datetime) -> bool:
        """Whether the time of the next step is over."""
        return self.open and self.due_at <= now


class TalkGoal(Base):
    """What the department is to reach by a day, and whether it did."""

    __tablename__ = "talk_goal"

    talk_id: Mapped[int] = reference("head_talk")
    text: Mapped[str]
    due_on: Mapped[date]
    outcome: Mapped[GoalOutcome | None] = mapped_column(word_of(GoalOutcome, "outcome"))
    result: Mapped[str] = mapped_column(default="")
    """What shows it."""
    reviewed_by_id: Mapped[int | None] = reference("staff")
    reviewed_at: Mapped[datetime | None]

    reviewed_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("text <> ''", name="says_what"),
        CheckConstraint(
            "(outcome IS NULL) = (reviewed_at IS NULL) AND (outcome IS NULL) = (reviewed_by_id IS NULL)"
            " AND (outcome IS NULL) = (result = '')",
            name="reviewed",
        ),
    )
