"""A request for support: who asks for what, under which load, who answers by when (H-10)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.tables import Case
from models.db import Base, reference, word_of
from models.people.tables import Department, Staff
from models.support.words import Reach, SupportKind, SupportState


class SupportRequest(Base):
    """One request, about a case or about one's work in general.

    The load is what it was when it was asked: `open_cases` of who asks, beside the median of `colleagues`
    people who handle cases in the same department, oneself among them (A-05). `head_id` is the nearest head
    above who asks, `above_id` the one above that head; where there is none, the leading group answers.
    `minutes` are working minutes of `calendar`; `notices` rungs of the ladder were sent.
    """

    __tablename__ = "support_request"

    kind: Mapped[SupportKind] = mapped_column(word_of(SupportKind, "kind"))
    by_id: Mapped[int] = reference("staff")
    department_id: Mapped[int] = reference("department")
    case_id: Mapped[int | None] = reference("case")
    text: Mapped[str]
    wished_id: Mapped[int | None] = reference("staff")
    at: Mapped[datetime]
    open_cases: Mapped[int]
    median_cases: Mapped[float]
    colleagues: Mapped[int]

    state: Mapped[SupportState] = mapped_column(word_of(SupportState, "state"), default=SupportState.ASKED)
    head_id: Mapped[int | None] = reference("staff")
    above_id: Mapped[int | None] = reference("staff")
    reach: Mapped[Reach] = mapped_column(word_of(Reach, "reach"))
    calendar: Mapped[str] = mapped_column(String(40))
    minutes: Mapped[int]
    due_at: Mapped[datetime]
    next_notice_at: Mapped[datetime | None]
    notices: Mapped[int] = mapped_column(default=0)

    ended_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = reference("staff")
    answer: Mapped[str] = mapped_column(default="")
    second_id: Mapped[int | None] = reference("staff")
    """Who was made the second handler."""
    relieved_until: Mapped[date | None]
    """The last local day of an accepted relief: until then nobody gives the person a case."""

    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
    wished: Mapped[Staff | None] = relationship(foreign_keys=[wished_id], lazy="raise_on_sql")
    head: Mapped[Staff | None] = relationship(foreign_keys=[head_id], lazy="raise_on_sql")
    above: Mapped[Staff | None] = relationship(foreign_keys=[above_id], lazy="raise_on_sql")
    answered_by: Mapped[Staff | None] = relationship(foreign_keys=[answered_by_id], lazy="raise_on_sql")
    second: Mapped[Staff | None] = relationship(foreign_keys=[second_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("kind <> 'second_handler' OR case_id IS NOT NULL", name="second_has_case"),
        CheckConstraint("text <> ''", name="says_why"),
        CheckConstraint("(state = 'asked') = (ended_at IS NULL)", name="ended_has_moment"),
        CheckConstraint(
            "(state IN ('accepted', 'declined')) = (answered_by_id IS NOT NULL)"
            " AND (answered_by_id IS NULL) = (answer = '')",
            name="answer_is_whole",
        ),
        CheckConstraint("answered_by_id <> by_id", name="answered_by_another"),
        CheckConstraint(
            "(kind = 'second_handler' AND state = 'accepted') = (second_id IS NOT NULL)",
            name="second_is_named",
        ),
        CheckConstraint(
            "relieved_until IS NULL OR (kind = 'relief' AND state = 'accepted')", name="relief_is_granted"
        ),
        CheckConstraint("reach = 'leading_group' OR head_id IS NOT NULL", name="reaches_somebody"),
        CheckConstraint("state = 'asked' OR next_notice_at IS NULL", name="ended_is_quiet"),
        CheckConstraint("minutes > 0 AND open_cases >= 0 AND colleagues >= 0", name="counts"),
        Index("ix_support_request_notice", "next_notice_at"),
        Index("ix_support_request_state_due", "state", "due_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"support:{self.id}"

    @property
    def open(self) -> bool:
        return self.state is SupportState.ASKED

    @property
    def running(self) -> bool:
        """Its clock runs until it is answered or taken back."""
        return self.open

    @property
    def started_at(self) -> datetime:
        """When its clock began."""
        return self.at

    @property
    def answered(self) -> bool:
        return self.answered_by_id is not None

    def relieves_on(self, day: date) -> bool:
        """Whether what this request granted holds on a day: not past, and not ended or replaced since."""
        return (
            self.relieved_until is not None
            and day <= self.relieved_until
            and self.by.relieved_until == self.relieved_until
        )

    @property
    def in_time(self) -> bool:
        """Whether it was answered by its due time."""
        return self.answered and self.ended_at is not None and self.ended_at <= self.due_at
