"""When a customer may turn to a regulator, who records that one did, by when it is answered (H-11). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.cases.tables import Case, OutsideComplaint
from models.cases.words import Kind, State
from models.clock import SHANGHAI, local_day
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.document import CLOCK, Promise, Rules
from models.rulebook.words import OutsideBody, Unit
from models.rulebook.worktime import DAY

ANSWERED = (State.ANSWERED, State.CLOSED)


@dataclass(frozen=True)
class OutsideRight:
    """From which day the customer may go to the regulator; `gained` when that day has come."""

    day: date
    gained: bool


def outside_right(case: Case, rules: Rules, now: datetime) -> OutsideRight | None:
    """The right that is near or gained, for a complaint that has had no answer yet; else None.

    Calendar days from its arrival, by the rulebook. A case that came back had its answer, and one whose
    customer went to a regulator needs no warning of it.
    """
    if case.kind is not Kind.COMPLAINT or case.state in ANSWERED or case.round > 1 or case.outside_since:
        return None
    day = local_day(case.received_at) + timedelta(days=rules.regulator.right_after_days)
    today = local_day(now)
    if today < day - timedelta(days=rules.regulator.warn_days_before):
        return None
    return OutsideRight(day, gained=today >= day)


def may_record(staff: Staff) -> bool:
    """Whether this person deals with regulators and mediators: Legal, and who leads customer service."""
    leads_service = Role.DEPARTMENT_HEAD in staff.roles and staff.may(Permission.CASE_TRIAGE)
    return staff.may(Permission.CASE_OUTSIDE) and (Role.LEGAL in staff.roles or leads_service)


def usual_due_day(rules: Rules, body: OutsideBody, received_on: date) -> date:
    """By which day a body usually wants our answer to a letter that reached us on a day.

    The day of receipt is not counted; calendar days that end on a day off end on the next working day
    (Civil Code, articles 201 and 203).
    """
    period, calendar = rules.outside.period(body), rules.calendar()
    day = local_day(rules.promise(period, _midnight(received_on)).due_at)
    if period.unit is not Unit.CALENDAR_DAYS:
        return day
    return day if calendar.is_working_day(day) else local_day(calendar.next_open(_midnight(day)))


def answer_promise(rules: Rules, received_on: date, due_on: date) -> Promise:
    """The clock of an answer: it runs from the day of receipt to the close of business on the last day.

    Where that is a day off, or before the day of receipt, to the last close of business before it; where
    there is none between, round the clock to the end of the day.
    """
    start, end = _midnight(received_on), _midnight(due_on + timedelta(days=1))
    hours = rules.calendar()
    minutes = hours.minutes_between(start, end)
    if minutes < 1:
        return Promise(CLOCK, DAY * ((due_on - received_on).days + 1) - 1, end - timedelta(minutes=1))
    return Promise(rules.handling_calendar, minutes, hours.add_minutes(start, minutes))


def begins(received_on: date) -> datetime:
    """From when the clock of an answer runs: the beginning of the day of receipt."""
    return _midnight(received_on)


def still_open(outsides: Iterable[OutsideComplaint]) -> list[OutsideComplaint]:
    """The complaints that no body has ended yet."""
    return [each for each in outsides if each.open]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
