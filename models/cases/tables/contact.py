"""Every word with the customer (H-05), and the files that came with a case."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
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

    __table_args__ = (
        CheckConstraint("direction = 'in' OR by_id IS NOT NULL OR template <> ''", name="we_are_named"),
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
