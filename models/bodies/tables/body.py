"""How a body votes, and who sits in it from when to when (M-01)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.bodies.words import BodyKind, Majority, Seat
from models.db import Base, reference, word_of
from models.people.tables import Staff


class BodyRule(Base):
    """How a body decides, from `at` on; the latest counts, and a meeting keeps the one it was called under.

    `quorum_percent` of those who may vote must be there. `chair_decides` says that the vote of the chair
    breaks a tie.
    """

    __tablename__ = "body_rule"

    body: Mapped[BodyKind] = mapped_column(word_of(BodyKind, "body"))
    quorum_percent: Mapped[int]
    majority: Mapped[Majority] = mapped_column(word_of(Majority, "majority"))
    chair_decides: Mapped[bool]
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]

    by: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("quorum_percent BETWEEN 1 AND 100", name="quorum"),
        Index("ix_body_rule_body_id", "body", "id"),
    )


class BodyMember(Base):
    """Somebody's term in a body, both days included; without a last day it runs until it is ended."""

    __tablename__ = "body_member"

    body: Mapped[BodyKind] = mapped_column(word_of(BodyKind, "body"))
    staff_id: Mapped[int] = reference("staff")
    seat: Mapped[Seat] = mapped_column(word_of(Seat, "seat"))
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    appointed_by_id: Mapped[int] = reference("staff")
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_because: Mapped[str] = mapped_column(String(300), default="")

    staff: Mapped[Staff] = relationship(foreign_keys=[staff_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="term_in_order"),
        CheckConstraint(
            "(ended_by_id IS NULL) = (ended_because = '') AND (ended_by_id IS NULL OR last_day IS NOT NULL)",
            name="ended_says_why",
        ),
        CheckConstraint("appointed_by_id <> staff_id", name="appointed_by_another"),
        Index("ix_body_member_body_first_day", "body", "first_day"),
    )

    @property
    def audit_name(self) -> str:
        return f"body:{self.body.value}"

    def on(self, day: date) -> bool:
        """Whether the term runs on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)
