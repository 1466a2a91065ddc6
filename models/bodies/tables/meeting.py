"""A meeting of a body, and who is invited to it (M-01)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.bodies.tables.body import BodyRule
from models.bodies.words import BodyKind, Seat, SessionState
from models.db import Base, reference, word_of
from models.errors import Stale
from models.people.tables import Staff


class BodyMeeting(Base):
    """One meeting. `sequence` rises with each change of when and where, for calendars.

    `chair_id` chairs it and signs the minutes, which `keeper_id` has kept; a signed one never changes.
    """

    __tablename__ = "body_meeting"

    number: Mapped[str] = mapped_column(String(16), unique=True)
    body: Mapped[BodyKind] = mapped_column(word_of(BodyKind, "body"))
    rule_id: Mapped[int] = reference("body_rule", index=False)
    state: Mapped[SessionState] = mapped_column(word_of(SessionState, "state"), default=SessionState.CALLED)
    version: Mapped[int] = mapped_column(default=1)
    sequence: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200))
    called_by_id: Mapped[int] = reference("staff")
    called_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    keeper_id: Mapped[int | None] = reference("staff")
    chair_id: Mapped[int | None] = reference("staff")
    signed_at: Mapped[datetime | None]
    cancelled_because: Mapped[str] = mapped_column(String(300), default="")

    rule: Mapped[BodyRule] = relationship(lazy="raise_on_sql")
    called_by: Mapped[Staff] = relationship(foreign_keys=[called_by_id], lazy="raise_on_sql")
    keeper: Mapped[Staff | None] = relationship(foreign_keys=[keeper_id], lazy="raise_on_sql")
    chair: Mapped[Staff | None] = relationship(foreign_keys=[chair_id], lazy="raise_on_sql")
    seats: Mapped[list["BodySeat"]] = relationship(lazy="raise_on_sql", order_by="BodySeat.id")

    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="in_order"),
        CheckConstraint("title <> '' AND place <> ''", name="says_what_and_where"),
        CheckConstraint(
            "(state IN ('open', 'signed')) = (opened_at IS NOT NULL)"
            " AND (opened_at IS NULL) = (keeper_id IS NULL) AND (opened_at IS NULL) = (chair_id IS NULL)",
            name="held_by_somebody",
        ),
        CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name="signed_has_moment"),
        CheckConstraint("chair_id <> keeper_id", name="signed_by_another"),
        CheckConstraint("(state = 'cancelled') = (cancelled_because <> '')", name="cancelled_says_why"),
        Index("ix_body_meeting_body_starts", "body", "starts_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"meeting:{self.number}"

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed the meeting since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)


class BodySeat(Base):
    """Somebody who is invited: a member with their seat, or a guest without one. `present` is said when the
    meeting is opened."""

    __tablename__ = "body_seat"

    meeting_id: Mapped[int] = reference("body_meeting", index=False)
    staff_id: Mapped[int] = reference("staff")
    seat: Mapped[Seat | None] = mapped_column(word_of(Seat, "seat"))
    present: Mapped[bool | None]

    staff: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("meeting_id", "staff_id"),)
