"""How heavy somebody's load was on a past day, beside that of the department (A-05).

Told from events, so it is the work that each held then, whoever had the cases in the end.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import groupby
from statistics import median

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from models.accountability.rules.measures import Load
from models.accountability.rules.spans import GOES_ON, STOPS, holders, seconds_of
from models.cases.tables import Case
from models.clock import SHANGHAI
from models.db import db
from models.events.tables import Event
from models.people.queries import organisation_on
from models.people.roles import GRANTS
from models.people.tables import RoleGrant
from models.permissions import Permission

HANDLING = tuple(
    role for role, granted in GRANTS.items() if granted & {Permission.CASE_HANDLE, Permission.CASE_TRIAGE}
)
TELLING = ("case.triaged", "case.assigned", "case.second_named", "case.second_ended", *STOPS, *GOES_ON)
"""What happened to a case that says who held it."""
NO_WORK = ("case.revealed", "case.nudged")
"""What somebody does beside a case, not on it."""


def load_on(person_id: int, day: date) -> Load:
    """On how many cases somebody had work on a day, and the median of those of the department who work on
    cases, oneself among them.

    A case counts for who held it at the end of the day as its owner or second handler, and for who did a
    step on it on that day, as agents do who register, triage and answer. Four queries.
    """
    house = organisation_on(day)
    department = house.department_of(person_id)
    handle = select(RoleGrant.staff_id).where(RoleGrant.role.in_(HANDLING)).distinct()
    handling = {person for person in db.session.scalars(handle) if house.department_of(person) == department}
    people = handling | {person_id}
    since = datetime.combine(day, datetime.min.time(), SHANGHAI)
    until = datetime.combine(day, datetime.max.time(), SHANGHAI)
    had: dict[int, set[str]] = {person: set() for person in people}
    for found in (_held(people, department, until), _worked_on(people, since, until)):
        for person, cases in found.items():
            had[person] |= cases
    loads = [len(cases) for cases in had.values()]
    return Load(len(had[person_id]), float(median(loads)), len(loads))


def _held(people: Collection[int], department: int | None, end: datetime) -> Mapping[int, set[str]]:
    """The cases that each owned or helped to handle at a moment, of those that the department led by then."""
    led = aliased(Event)
    by_then = select(led.id).where(
        led.subject == Event.subject,
        led.kind == "case.triaged",
        led.at <= end,
        led.facts["department"].as_integer() == department,
    )
    rows = (
        select(Event)
        .join(Case, Event.subject == "case:" + Case.number)
        .where(
            Case.received_at <= end,
            or_(Case.closed_at.is_(None), Case.closed_at > end),
            Event.kind.in_(TELLING),
            Event.at <= end,
            by_then.exists(),
        )
        .order_by(Event.subject, Event.id)
    )
    found: dict[int, set[str]] = {}
    for subject, events in groupby(db.session.scalars(rows), key=lambda event: event.subject):
        told = list(events)
        for span in (*holders(told), *seconds_of(told)):
            if span.until is None and span.staff_id is not None and span.staff_id in people:
                found.setdefault(span.staff_id, set()).add(subject)
    return found


def _worked_on(people: Collection[int], since: datetime, until: datetime) -> Mapping[int, set[str]]:
    """The cases on which each did something within a span."""
    rows = select(Event.staff_id, Event.subject).where(
        Event.staff_id.in_(people),
        Event.at.between(since, until),
        Event.subject.startswith("case:"),
        Event.kind.not_in(NO_WORK),
    )
    found: dict[int, set[str]] = {}
    for person, subject in db.session.execute(rows.distinct()):
        assert person is not None, "only the people asked for"
        found.setdefault(person, set()).add(subject)
    return found
