"""The clocks of a candidate or a matter, one row a step (A-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.accountability.words import Step, StepEnding
from models.db import Base, reference, word_of


class MatterStep(Base):
    """One step's clock: `minutes` are working minutes of `calendar`, or of the wall clock without one;
    `notices` rungs of the ladder of reminders were sent (H-04)."""

    __tablename__ = "matter_step"

    candidate_id: Mapped[int | None] = reference("matter_candidate")
    matter_id: Mapped[int | None] = reference("matter")
    step: Mapped[Step] = mapped_column(word_of(Step, "step"))
    calendar: Mapped[str] = mapped_column(String(40))
    minutes: Mapped[int]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ending: Mapped[StepEnding | None] = mapped_column(word_of(StepEnding, "ending"))
    by_id: Mapped[int | None] = reference("staff")
    next_notice_at: Mapped[datetime | None] = mapped_column(index=True)
    notices: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("(candidate_id IS NULL) <> (matter_id IS NULL)", name="of_one"),
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ending_has_moment"),
        CheckConstraint("ended_at IS NULL OR next_notice_at IS NULL", name="ended_is_quiet"),
        CheckConstraint("minutes > 0", name="minutes"),
        Index("ix_matter_step_due", "step", "ended_at", "due_at"),
    )

    @property
    def running(self) -> bool:
        return self.ended_at is None

    @property
    def met_late(self) -> bool:
        """Whether it was done, and after its time."""
        return self.ending is StepEnding.MET and self.ended_at is not None and self.ended_at > self.due_at

    def late(self, now: datetime) -> bool:
        """Whether it was met after its time, or its time is over; a dropped one is not."""
        return self.ending is not StepEnding.DROPPED and (self.ended_at or now) > self.due_at
