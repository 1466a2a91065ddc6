"""The case: one customer voice, where it stands and who has it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from models.cases.states import may_follow
from models.cases.words import Channel, Closing, DueKind, Kind, State
from models.customers.tables import Customer
from models.db import Base, one_of, reference, word_of
from models.errors import Stale, WrongState
from models.people.tables import Department, Staff
from models.products.tables import Product

if TYPE_CHECKING:
    from models.cases.tables.origin import Origin

WITH_DEPARTMENT = (
    State.ASSIGNED,
    State.HANDLING,
    State.WAITING,
    State.REVIEW,
    State.APPROVED,
    State.ANSWERED,
)
WITH_OWNER = (State.HANDLING, State.WAITING, State.REVIEW, State.APPROVED, State.ANSWERED)


class CaseCounter(Base):
    """The last number given on a day in Shanghai."""

    __tablename__ = "case_counter"

    day: Mapped[date] = mapped_column(unique=True)
    last: Mapped[int]


class Case(Base):
    """One customer voice (V-02), its triage (T), its owner (H-02) and its end (R-01).

    `version` counts the changes of this row; who read an older one is told before overwriting
    (H-07). `rulebook_id` is the rulebook that was in force when it was received (RB-01).
    """

    __tablename__ = "case"

    number: Mapped[str] = mapped_column(String(24), unique=True)
    key_version: Mapped[int] = mapped_column(default=1)
    """Goes into the secret link of the tracking page; a higher one ends all earlier links."""
    submission: Mapped[str | None] = mapped_column(String(40), unique=True)
    """The name of one filled-in form: sent twice, it is still one case."""
    version: Mapped[int] = mapped_column(default=1)

    kind: Mapped[Kind] = mapped_column(word_of(Kind, "kind"))
    channel: Mapped[Channel] = mapped_column(word_of(Channel, "channel"))
    state: Mapped[State] = mapped_column(word_of(State, "state"), default=State.NEW)
    round: Mapped[int] = mapped_column(default=1)
    rulebook_id: Mapped[int] = reference("rulebook")

    customer_id: Mapped[int] = reference("customer", index=False)
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str | None] = mapped_column(String(20))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    account: Mapped[str] = mapped_column(String(60), default="")
    region: Mapped[str] = mapped_column(String(80), default="")
    language: Mapped[str] = mapped_column(String(10), default="zh")

    title: Mapped[str] = mapped_column(String(120))
    problem: Mapped[str]
    happened_when: Mapped[str] = mapped_column(String(200), default="")
    happened_where: Mapped[str] = mapped_column(String(200), default="")
    expected: Mapped[str] = mapped_column(default="")
    expected_on: Mapped[date | None]
    verified_with_customer: Mapped[bool] = mapped_column(default=False)
    registered_by_id: Mapped[int | None] = reference("staff")
    received_at: Mapped[datetime]

    suggestion: Mapped[dict[str, Any]] = mapped_column(default=dict)
    category: Mapped[str | None] = mapped_column(String(60))
    product_id: Mapped[int | None] = reference("product", index=False)
    """What it is about, where somebody said so; also one that is no longer sold (M-03)."""
    grade: Mapped[int | None]
    criteria: Mapped[list[str]] = mapped_column(default=list)
    urgent: Mapped[bool] = mapped_column(default=False)
    important: Mapped[bool] = mapped_column(default=False)
    poorly_handled: Mapped[bool] = mapped_column(default=False)
    """Whether its grade once rose because of how we handled it (G-05)."""
    priority: Mapped[int] = mapped_column(default=3)
    triaged_at: Mapped[datetime | None]
    timed_by_id: Mapped[int | None] = reference("rulebook", index=False)
    """The rulebook whose periods and hours it goes by since they were applied to open cases; else its own."""
    reckoned_by_id: Mapped[int | None] = reference("rulebook", index=False)
    """The last rulebook for which its running clocks were reckoned anew."""
    lead_department_id: Mapped[int | None] = reference("department", index=False)
    owner_id: Mapped[int | None] = reference("staff", index=False)
    second_id: Mapped[int | None] = reference("staff")
    """Who handles it beside its owner, from whatever department (H-10)."""
    store_id: Mapped[int | None] = reference("department", index=False)
    """The store that heard it: its people see it, tell the customer the result, and ask how it was (V-07)."""
    alerted_at: Mapped[datetime | None]
    """Since when a public-opinion alert stands; none while there is none (V-06)."""

    outside_since: Mapped[datetime | None]
    """Since when it is before a regulator or mediator; none while it is not (H-11)."""

    ask_again_at: Mapped[datetime | None]
    """While it waits for its customer: when the question is asked once more; none once it was."""
    waits_until: Mapped[datetime | None]
    """While it waits for its customer: when it goes on without an answer (H-03)."""
    due_at: Mapped[datetime | None]
    """The nearest due time that runs; kept by `actions/due_times.py` alone, for lists."""
    due_kind: Mapped[DueKind | None] = mapped_column(word_of(DueKind, "due_kind"))
    objected_at: Mapped[datetime | None]
    """When the customer objected to being closed as malicious; possible once (H-09)."""
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closing: Mapped[Closing | None] = mapped_column(word_of(Closing, "closing"))
    closing_reason: Mapped[str] = mapped_column(default="")
    expired_at: Mapped[datetime | None]
    """When personal data went out of it as their time was over; nothing can be done with it since (X-03)."""
    gone_through_at: Mapped[datetime | None]
    """When what was written of it after that was last gone through for personal data (X-03)."""
    merged_into_id: Mapped[int | None] = reference("case")
    """The case that carries this one on, where it was merged into another (T-06)."""

    customer: Mapped[Customer] = relationship(lazy="raise_on_sql")
    product: Mapped[Product | None] = relationship(lazy="raise_on_sql")
    lead_department: Mapped[Department | None] = relationship(
        foreign_keys=[lead_department_id], lazy="raise_on_sql"
    )
    store: Mapped[Department | None] = relationship(foreign_keys=[store_id], lazy="raise_on_sql")
    owner: Mapped[Staff | None] = relationship(foreign_keys=[owner_id], lazy="raise_on_sql")
    second: Mapped[Staff | None] = relationship(foreign_keys=[second_id], lazy="raise_on_sql")
    registered_by: Mapped[Staff | None] = relationship(foreign_keys=[registered_by_id], lazy="raise_on_sql")
    origin: Mapped["Origin | None"] = relationship(lazy="raise_on_sql", viewonly=True)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("grade IN (1, 2, 3)", name="grade"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority"),
        CheckConstraint("round >= 1", name="round"),
        CheckConstraint(
            f"NOT {one_of('state', *WITH_DEPARTMENT)} OR (lead_department_id IS NOT NULL"
            " AND category IS NOT NULL AND triaged_at IS NOT NULL)",
            name="triaged",
        ),
        CheckConstraint(
            f"NOT {one_of('state', *WITH_DEPARTMENT)} OR kind <> 'complaint' OR grade IS NOT NULL",
            name="complaint_is_graded",
        ),
        CheckConstraint(f"NOT {one_of('state', *WITH_OWNER)} OR owner_id IS NOT NULL", name="owned"),
        CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL) AND (state = 'closed') = (closing IS NOT NULL)",
            name="closed_says_how",
        ),
        CheckConstraint(
            "(coalesce(closing, '') = 'merged') = (merged_into_id IS NOT NULL) AND merged_into_id <> id",
            name="merged_into_another",
        ),
        CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name="answered_has_moment"),
        CheckConstraint(
            "(state = 'waiting') = (waits_until IS NOT NULL) AND (state = 'waiting' OR ask_again_at IS NULL)",
            name="waiting_ends",
        ),
        CheckConstraint("second_id <> owner_id", name="second_is_another"),
        CheckConstraint("(due_at IS NULL) = (due_kind IS NULL)", name="due_says_what"),
        CheckConstraint("expired_at IS NULL OR state = 'closed'", name="expired_is_closed"),
        CheckConstraint("gone_through_at IS NULL OR expired_at IS NOT NULL", name="gone_through_is_expired"),
        Index("ix_case_received", "received_at", "id"),
        Index("ix_case_due", "due_at", "id"),
        Index("ix_case_priority_due", "priority", "due_at", "id"),
        Index("ix_case_state_due", "state", "due_at"),
        Index("ix_case_department_state_due", "lead_department_id", "state", "due_at"),
        Index("ix_case_owner_state_due", "owner_id", "state", "due_at"),
        Index("ix_case_store_id_state", "store_id", "state"),
        Index("ix_case_ask_again", "ask_again_at"),
        Index("ix_case_waits", "waits_until"),
        Index("ix_case_outside", "outside_since"),
        Index("ix_case_customer_received", "customer_id", "received_at"),
        Index("ix_case_category", "category", "received_at"),
        Index("ix_case_product", "product_id", "received_at"),
        Index(
            "ix_case_laid_out",
            "id",
            "lead_department_id",
            "category",
            "channel",
            "grade",
            "received_at",
            "answered_at",
        ),  # all that results lay answers out by (S-06): the rows themselves are long
        Index("ix_case_answered", "answered_at", "round", "lead_department_id"),
        Index("ix_case_closed", "closed_at"),
        Index(
            "ix_case_to_expire",
            "closed_at",
            sqlite_where=sql("expired_at IS NULL"),
            postgresql_where=sql("expired_at IS NULL"),
        ),
        Index("ix_case_triaged", "triaged_at"),
        Index("ix_case_contact_phone", "contact_phone"),
        Index("ix_case_contact_email", "contact_email"),
    )

    @property
    def audit_name(self) -> str:
        return f"case:{self.number}"

    @property
    def track_subject(self) -> str:
        """What the proof in the secret tracking link is made for (H-08)."""
        return f"{self.number}.{self.key_version}"

    @property
    def timing_id(self) -> int:
        """The rulebook whose periods, hours and reminders it goes by (RB-01)."""
        return self.timed_by_id or self.rulebook_id

    @property
    def open(self) -> bool:
        return self.state is not State.CLOSED

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed the case since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)

    def touch(self) -> None:
        """Counts what was written beside this row as a change of the case, so that others hear of it."""
        flag_modified(self, "round")

    def enter(self, state: State) -> None:
        """The one door between states. Raises WrongState when `state` may not follow."""
        if not may_follow(self.state, state):
            raise WrongState(state.value, self.state.value)
        self.state = state
        if state is not State.WAITING:
            self.ask_again_at = self.waits_until = None

    def wait(self, *, ask_again_at: datetime, until: datetime) -> None:
        """Enters the state in which the customer has the word, which always ends by itself."""
        self.ask_again_at, self.waits_until = ask_again_at, until
        self.enter(State.WAITING)
