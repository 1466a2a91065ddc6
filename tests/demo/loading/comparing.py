"""One story told both ways: by the bulk loader, and by the actions. All its rows are to be equal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo import story as tale
from demo.departments import departments
from demo.loading.load import load
from demo.people import logins, people
from models.cases import actions
from models.cases.intake import Intake
from models.cases.tables import (
    Case,
    Confirmation,
    Contact,
    DueTime,
    Milestone,
    Note,
    Pause,
    Plan,
    Result,
    case_gram,
)
from models.cases.words import Channel, Kind
from models.db import Base, db
from models.events.actions import CUSTOMER
from models.events.tables import Event
from models.people.tables import Department, Staff
from models.revisits.tables import Revisit, RevisitAnswer
from models.surveys.tables import Invitation, Response, ResponseItem

START = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # Monday 10:00 in Shanghai
H = timedelta(hours=1)
TITLE = "宽带晚间频繁掉线"
PROBLEM = "每天晚上八点以后断网，报修三次没有修好。"
TABLES = (
    Case, Contact, DueTime, Pause, Note, Plan, Milestone, Result, Confirmation, Event, Revisit,
    RevisitAnswer, Invitation, Response, ResponseItem,
)  # fmt: skip
MADE = {"id", "created_at", "changed_at", "locator", "version", "rulebook_id"}
ROWS_NAMED = {
    "contact", "note", "plan", "result", "revisit", "confirmation", "rulebook", "milestone",
}  # fmt: skip
KEYS = {
    "plan_id", "revisit_id", "response_id", "invitation_id", "due_time_id", "case_id", "customer_id",
    "message_id",  # letters of long ago are in nobody's outbox
}  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """Who takes part: members of staff by number, for the story, and as rows, for the actions."""

    agent: str
    handler: str
    head: str
    leader: str

    def row(self, number: str) -> Staff:
        """One of them, as a row of the running session."""
        return db.session.scalars(select(Staff).where(Staff.number == number)).one()


def by_role(department: str, head: bool = False) -> str:
    """A handler, or the head, of a department."""
    head_number = next(each.head for each in departments() if each.code == department)
    if head:
        return head_number
    return next(
        each.number
        for each in people()
        if each.department == department
        and each.number != head_number
        and each.left_on is None
        and any("handler" in role or "agent" in role for role in each.roles)
    )


def cast() -> Cast:
    """An agent, a handler of technical operations with the head, and one of the leading group."""
    leader = next(each.number for each in people() if "leading_group" in each.roles)
    return Cast(by_role("KF"), by_role("JS"), by_role("JS", head=True), leader)


def customer(email: str | None = "zhao@example.com") -> tale.Customer:
    return tale.Customer(
        1, "赵玉兰", "赵玉兰", True, "+8613812345678", email, "YF-0755-88213",
        "深圳", "南山", "zh", tale.Voice.TIRED,
    )  # fmt: skip


def lead() -> int:
    """The id of technical operations."""
    return db.session.scalars(select(Department.id).where(Department.code == "JS")).one()


Snapshot = dict[str, list[dict[str, Any]]]
"""The rows of each table, without what cannot be equal."""


def both_ways(
    session: Session,
    steps: tuple[tale.Step, ...],
    act: Callable[[Case], None],
    *,
    kind: Kind = Kind.COMPLAINT,
    channel: Channel = Channel.WEB,
    email: str | None = "zhao@example.com",
    by: str = "",
    responded: bool = False,
) -> tuple[Snapshot, Snapshot]:
    """Loads a story in bulk, opens the same case and lets `act` take the same steps: the rows of either.

    `by` registers the case, nobody for the customer.
    """
    told = tale.CaseStory(
        1, 1, kind, channel, START, "zh", TITLE, PROBLEM, None, "", "", "", None, False, steps
    )
    company = tale.Company(
        START.date(), steps[-1].at + H, departments(), people(), logins(), (customer(email),), (told,)
    )
    load(company, now=START)
    session.flush()
    bulk = snapshot("HY-20261116-0001")
    who = customer(email)
    intake = Intake(
        kind=kind, channel=channel, problem=PROBLEM, title=TITLE, name=who.contact, phone=who.phone,
        email=who.email, account=who.account, region=who.region, responded=responded,
    )  # fmt: skip
    act(actions.open_case(intake, by=cast().row(by) if by else CUSTOMER, now=START))
    session.flush()
    return bulk, snapshot("HY-20261116-0002")


def snapshot(number: str) -> Snapshot:
    """Everything about a case without ids, events without the reminders that the clock would have sent."""
    case = db.session.scalars(select(Case).where(Case.number == number)).one()
    found: Snapshot = {}
    for table in TABLES:
        rows = db.session.scalars(select(table).order_by(table.id)).all()
        found[table.__tablename__] = [plain(row) for row in rows if of(row, case)]
    words = select(case_gram.c.gram).where(case_gram.c.case_id == case.id).order_by(case_gram.c.gram)
    found["case_gram"] = [{"gram": gram} for gram in db.session.scalars(words)]
    return found


def of(row: Base, case: Case) -> bool:
    match row:
        case Case():
            return row.id == case.id
        case Event():
            return row.subject == case.audit_name and row.kind != "case.reminded"
        case _:
            return case_of(row) == case.id


def case_of(row: Any) -> int | None:
    for key, table in (
        ("case_id", None),
        ("plan_id", Plan),
        ("due_time_id", DueTime),
        ("revisit_id", Revisit),
    ):
        value = getattr(row, key, None)
        if value is not None:
            return int(value) if table is None else case_of(db.session.get_one(table, value))
    if isinstance(row, ResponseItem):
        return case_of(db.session.get_one(Response, row.response_id))
    invitation = row.id if isinstance(row, Invitation) else row.invitation_id
    return db.session.scalar(select(Revisit.case_id).where(Revisit.invitation_id == invitation))


def plain(row: Any) -> dict[str, Any]:
    values = {
        column.key: getattr(row, column.key)
        for column in row.__table__.columns
        if column.key not in MADE | KEYS | {"number", "next_notice_at", "notices", "send_at"}
    }
    if isinstance(row, Event):
        values.pop("subject")
        if row.kind == "revisit.planned":  # the clock plans a minute after the answer, the test when it asks
            values.pop("at")
        values["facts"] = {
            key: value for key, value in row.facts.items()
            if key not in ROWS_NAMED
        }  # fmt: skip
    return values
