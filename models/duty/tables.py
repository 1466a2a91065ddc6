"""A shift of the duty roster: who is reached for emergencies of a department, from when to when (T-02)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference
from models.people.tables import Department, Staff


class DutyShift(Base):
    """Somebody is on duty for the own department. `phone` is where they are reached then, if not as usual.

    What is taken back stays, with who did it: it may be asked later who was on duty in a night.
    """

    __tablename__ = "duty_shift"

    staff_id: Mapped[int] = reference("staff")
    department_id: Mapped[int] = reference("department")
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    phone: Mapped[str] = mapped_column(String(40), default="")
    by_id: Mapped[int] = reference("staff")
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = reference("staff")

    staff: Mapped[Staff] = relationship(foreign_keys=[staff_id], lazy="raise_on_sql")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("begins_at < ends_at", name="ends_after_it_begins"),
        CheckConstraint("(cancelled_at IS NULL) = (cancelled_by_id IS NULL)", name="cancelled_by_somebody"),
        Index("ix_duty_shift_ends", "ends_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"duty:{self.id}"

    @property
    def reached_at(self) -> str:
        """The number for this shift."""
        return self.phone or self.staff.phone or ""
