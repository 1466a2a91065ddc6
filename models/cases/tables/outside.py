"""A complaint before a regulator or a mediator: its letter, our answers, the papers, the outcome (H-11)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.words import OutsideOutcome, PaperKind
from models.db import Base, reference, word_of
from models.files.tables import StoredFile
from models.people.tables import Staff
from models.rulebook.words import OutsideBody


class OutsideComplaint(Base):
    """A complaint that a body outside asks us about. A case may be before several at once, open or closed.

    `received_on` is when its letter reached us, `due_on` by which day it wants our answer; `owed` while we
    have not answered what it asked last. `by` is who recorded it, and sees to the answer. `body_name` names
    a body that is none of the usual ones.
    """

    __tablename__ = "case_outside"

    case_id: Mapped[int] = reference("case")
    body: Mapped[OutsideBody] = mapped_column(word_of(OutsideBody, "body"))
    body_name: Mapped[str] = mapped_column(String(80), default="")
    number: Mapped[str] = mapped_column(String(80), default="", index=True)
    """The number that the body itself gave it."""
    received_on: Mapped[date]
    due_on: Mapped[date]
    remark: Mapped[str] = mapped_column(default="")
    owed: Mapped[bool] = mapped_column(default=True)
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    outcome: Mapped[OutsideOutcome | None] = mapped_column(word_of(OutsideOutcome, "outcome"))
    closed_on: Mapped[date | None]
    closed_by_id: Mapped[int | None] = reference("staff")
    closing_remark: Mapped[str] = mapped_column(default="")

    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    answers: Mapped[list["OutsideAnswer"]] = relationship(lazy="raise_on_sql", order_by="OutsideAnswer.id")
    papers: Mapped[list["OutsidePaper"]] = relationship(lazy="raise_on_sql", order_by="OutsidePaper.id")

    __table_args__ = (
        CheckConstraint("(body = 'other') = (body_name <> '')", name="other_is_named"),
        CheckConstraint("due_on >= received_on", name="due_after_receipt"),
        CheckConstraint("closed_on IS NULL OR closed_on >= received_on", name="closed_after_receipt"),
        CheckConstraint(
            "(closed_on IS NULL) = (outcome IS NULL) AND (closed_on IS NULL) = (closed_by_id IS NULL)",
            name="closed_says_how",
        ),
        CheckConstraint("closed_on IS NULL OR NOT owed", name="closed_owes_nothing"),
    )

    @property
    def open(self) -> bool:
        return self.closed_on is None


class OutsideAnswer(Base):
    """What we answered to the body, and on which day."""

    __tablename__ = "case_outside_answer"

    outside_id: Mapped[int] = reference("case_outside")
    text: Mapped[str]
    sent_on: Mapped[date]
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]

    by: Mapped[Staff] = relationship(lazy="raise_on_sql")


class OutsidePaper(Base):
    """A paper of the proceeding: its letter, our answer, the decision. Customers never see them."""

    __tablename__ = "case_outside_paper"

    outside_id: Mapped[int] = reference("case_outside")
    file_id: Mapped[int] = reference("stored_file")
    kind: Mapped[PaperKind] = mapped_column(word_of(PaperKind, "kind"))
    at: Mapped[datetime]

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")
