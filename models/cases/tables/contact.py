"""Every word with the customer (H-05), talks of two sides (G-03), and the files that came with a case."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.words import ContactMeans, Direction
from models.db import Base, reference, word_of
from models.files.tables import StoredFile
from models.outbox.tables import OutboxMessage
from models.people.tables import Staff


class Contact(Base):
    """One call, message or visit. `template` names the letter when it was one of ours, `message` is that
    letter in the outbox, whose state says whether it left.
    """

    __tablename__ = "case_contact"

    case_id: Mapped[int] = reference("case")
    direction: Mapped[Direction] = mapped_column(word_of(Direction, "direction"))
    means: Mapped[ContactMeans] = mapped_column(word_of(ContactMeans, "means"))
    by_id: Mapped[int | None] = reference("staff")
    at: Mapped[datetime]
    text: Mapped[str]
    template: Mapped[str] = mapped_column(String(60), default="")
    seconds: Mapped[int | None]
    """How long a call took."""
    message_id: Mapped[int | None] = reference("outbox_message")

    by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")
    message: Mapped[OutboxMessage | None] = relationship(lazy="raise_on_sql")
    joint_talk: Mapped["JointTalk | None"] = relationship(back_populates="contact", lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("direction = 'in' OR by_id IS NOT NULL OR template <> ''", name="we_are_named"),
    )


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

    contact: Mapped[Contact] = relationship(back_populates="joint_talk", lazy="raise_on_sql")
    department_side: Mapped[Staff] = relationship(foreign_keys=[department_side_id], lazy="raise_on_sql")
    service_side: Mapped[Staff] = relationship(foreign_keys=[service_side_id], lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("contact_id"),
        CheckConstraint("department_side_id <> service_side_id", name="two_sides"),
    )


class CaseFile(Base):
    """A file of a case: it came with its first words, or with the contact that names it.

    `shown` ones are seen on the customer's tracking page too.
    """

    __tablename__ = "case_file"

    case_id: Mapped[int] = reference("case")
    file_id: Mapped[int] = reference("stored_file")
    contact_id: Mapped[int | None] = reference("case_contact", index=False)
    shown: Mapped[bool] = mapped_column(default=False)

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")
