"""Due times are rows (H-03): what is due, by when, when the clock stood still, how it ended."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.words import DueKind, Ending
from models.db import Base, reference, word_of


class DueTime(Base):
    """One promise with a clock. `minutes` are working minutes of `calendar`, or minutes of the wall
    clock where `calendar` is empty (T-03: 24 hours).

    `extended_minutes` is the part of `minutes` that was granted afterwards (G-03). `next_notice_at`
    is when the next rung of the reminder ladder is due, `notices` how many were sent (H-04); the job
    asks for these rows and nothing else.
    """

    __tablename__ = "due_time"

    case_id: Mapped[int] = reference("case", index=False)
    assistance_id: Mapped[int | None] = reference("case_assistance")
    """Whose task it is, where it is an assisting department's (T-04)."""
    outside_id: Mapped[int | None] = reference("case_outside")
    """Which complaint before a regulator or mediator it answers (H-11)."""
    kind: Mapped[DueKind] = mapped_column(word_of(DueKind, "kind"))
    round: Mapped[int] = mapped_column(default=1)
    calendar: Mapped[str] = mapped_column(String(40))
    minutes: Mapped[int]
    extended_minutes: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ending: Mapped[Ending | None] = mapped_column(word_of(Ending, "ending"))
    paused_since: Mapped[datetime | None]
    next_notice_at: Mapped[datetime | None]
    notices: Mapped[int] = mapped_column(default=0)

    pauses: Mapped[list["Pause"]] = relationship(
        back_populates="due_time", lazy="raise_on_sql", order_by="Pause.since"
    )

    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ending_has_moment"),
        CheckConstraint("ended_at IS NULL OR paused_since IS NULL", name="ended_is_not_paused"),
        CheckConstraint("(kind = 'assist') = (assistance_id IS NOT NULL)", name="assist_has_task"),
        CheckConstraint("(kind = 'outside') = (outside_id IS NOT NULL)", name="outside_has_complaint"),
        CheckConstraint("minutes > extended_minutes AND extended_minutes >= 0", name="minutes"),
        Index("ix_due_time_case", "case_id", "ended_at"),
        Index("ix_due_time_notice", "next_notice_at"),
        Index("ix_due_time_kind_ended", "kind", "ended_at"),
        Index(
            "ix_due_time_open",
            "kind",
            "case_id",
            sqlite_where=sql("ended_at IS NULL"),
            postgresql_where=sql("ended_at IS NULL"),
        ),
    )

    @property
    def running(self) -> bool:
        return self.ended_at is None and self.paused_since is None

    def late(self, now: datetime) -> bool:
        """Whether it was met after its time, or its time is over (dropped ones are not late).

        One that stands still is late where its time was over before it stood still.
        """
        if self.ending is Ending.DROPPED:
            return False
        return (self.ended_at or self.paused_since or now) > self.due_at


class Pause(Base):
    """A span in which a due time stood still, and why."""

    __tablename__ = "due_time_pause"

    due_time_id: Mapped[int] = reference("due_time")
    since: Mapped[datetime]
    until: Mapped[datetime]
    reason: Mapped[str]

    due_time: Mapped[DueTime] = relationship(back_populates="pauses")

    __table_args__ = (CheckConstraint("until >= since", name="order"),)
