"""Who is enrolled in a session, and how it went for them; the secret address of a person's calendar."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference, word_of
from models.people.tables import Staff
from models.training.tables.session import TrainingSession
from models.training.words import Attendance, Means, Place, Way


class Enrolment(Base):
    """One person in one session. Who waits gets the next seat in the order of `queued_at`.

    `made_up_for_id` is the enrolment that this one makes up for. `score` is of 100 marks; `passed` is said
    by it and the pass mark of the session.
    """

    __tablename__ = "enrolment"

    session_id: Mapped[int] = reference("training_session", index=False)
    staff_id: Mapped[int] = reference("staff")
    place: Mapped[Place] = mapped_column(word_of(Place, "place"))
    way: Mapped[Way] = mapped_column(word_of(Way, "way"))
    by_id: Mapped[int | None] = reference("staff")
    queued_at: Mapped[datetime]
    made_up_for_id: Mapped[int | None] = reference("enrolment")
    attendance: Mapped[Attendance | None] = mapped_column(word_of(Attendance, "attendance"))
    means: Mapped[Means | None] = mapped_column(word_of(Means, "means"))
    noted_at: Mapped[datetime | None]
    noted_by_id: Mapped[int | None] = reference("staff")
    reason: Mapped[str] = mapped_column(default="")
    score: Mapped[int | None]
    passed: Mapped[bool | None]

    session: Mapped[TrainingSession] = relationship(lazy="raise_on_sql")
    staff: Mapped[Staff] = relationship(foreign_keys=[staff_id], lazy="raise_on_sql")
    made_up_for: Mapped["Enrolment | None"] = relationship(
        foreign_keys=[made_up_for_id], remote_side="Enrolment.id", lazy="raise_on_sql"
    )

    __table_args__ = (
        UniqueConstraint("session_id", "staff_id"),
        CheckConstraint(
            "(attendance IS NULL) = (means IS NULL) AND (attendance IS NULL) = (noted_at IS NULL)"
            " AND (attendance IS NULL) = (noted_by_id IS NULL)",
            name="noted",
        ),
        CheckConstraint("attendance IS NULL OR place = 'seated'", name="seated_are_noted"),
        CheckConstraint(
            "attendance NOT IN ('left_early', 'absent') OR reason <> ''", name="missing_says_why"
        ),
        CheckConstraint("score BETWEEN 0 AND 100 AND (score IS NULL) = (passed IS NULL)", name="score"),
        CheckConstraint("made_up_for_id <> id", name="makes_up_for_another"),
        Index("ix_enrolment_place", "session_id", "place", "queued_at"),
    )


class CalendarFeed(Base):
    """Where a person's calendar finds their sessions. The secret of its address is not stored; another
    `locator` makes the old address useless."""

    __tablename__ = "calendar_feed"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), unique=True)
    locator: Mapped[str] = mapped_column(String(12), unique=True)

    staff: Mapped[Staff] = relationship(lazy="raise_on_sql")

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this calendar: by its row, not by what is in its address (X-02)."""
        return f"calendar:{self.id}"
