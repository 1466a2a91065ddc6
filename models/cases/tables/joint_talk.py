"""Talks with the customer that two sides of the house held together (G-03)."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.cases.tables.contact import Contact
from models.db import Base, reference
from models.people.tables import Staff


class JointTalk(Base):
    """A member of the responsible department and one of customer service talked to the customer together.

    When, by what means, and what was said and agreed is the contact that it names.
    """

    __tablename__ = "case_joint_talk"

    case_id: Mapped[int] = reference("case")
    round: Mapped[int]
    contact_id: Mapped[int] = reference("case_contact", index=False)
    department_side_id: Mapped[int] = reference("staff")
    service_side_id: Mapped[int] = reference("staff")

    contact: Mapped[Contact] = relationship(lazy="raise_on_sql")
    department_side: Mapped[Staff] = relationship(foreign_keys=[department_side_id], lazy="raise_on_sql")
    service_side: Mapped[Staff] = relationship(foreign_keys=[service_side_id], lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("contact_id"),
        CheckConstraint("department_side_id <> service_side_id", name="two_sides"),
    )
