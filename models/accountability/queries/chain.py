"""The chain of responsibility of a case, with people and departments as they were on the day (A-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.accountability.rules.chain import HANDLING, Clock, Link, links
from models.cases.queries import due_times_of
from models.cases.queries.together import assistances_of
from models.cases.tables import Case, DueTime
from models.clock import local_day
from models.events.queries import history
from models.people.queries import every_department, organisations_on, staff_with_ids
from models.people.tables import Department, Staff
from models.rulebook.queries import rules_of


@dataclass(frozen=True)
class NamedLink:
    """A link with its person, the department that they belonged to then, and who headed that one then."""

    link: Link
    person: Staff | None
    department: Department | None
    head: Staff | None


def chain(case: Case, now: datetime) -> Sequence[NamedLink]:
    """The whole chain, in a fixed number of queries however long the case took."""
    rules = rules_of(case.timing_id)

    def minutes(calendar: str, since: datetime, until: datetime) -> int:
        return rules.calendar(None if calendar == HANDLING else calendar).minutes_between(since, until)

    found = links(history(case.audit_name), _clocks(case, now), minutes, now)
    houses = organisations_on({local_day(link.since) for link in found})
    departments = {row.id: row for row in every_department()}
    places, heads = [], []
    for link in found:
        house = houses[local_day(link.since)]
        place = house.department_of(link.staff_id) if link.staff_id is not None else None
        place = place if place is not None else link.department_id
        above = house.heads_above(link.staff_id) if link.staff_id is not None else ()
        head = above[0] if above else house.head_of(place) if place is not None else None
        places.append(place)
        heads.append(head if head != link.staff_id else None)
    wanted = {link.staff_id for link in found} | set(heads)
    people = staff_with_ids([each for each in wanted if each is not None])
    return [
        NamedLink(
            link,
            people.get(link.staff_id) if link.staff_id is not None else None,
            departments.get(place) if place is not None else None,
            people.get(head) if head is not None else None,
        )
        for link, place, head in zip(found, places, heads, strict=True)
    ]


def _clocks(case: Case, now: datetime) -> list[Clock]:
    tasks = {each.id: each.department_id for each in assistances_of(case)}
    return [
        Clock(
            kind=due.kind,
            calendar=due.calendar,
            minutes=due.minutes,
            started_at=due.started_at,
            due_at=due.due_at,
            ended_at=due.ended_at,
            ending=due.ending,
            pauses=_stood_still(due, now),
            department_id=tasks.get(due.assistance_id) if due.assistance_id is not None else None,
        )
        for due in due_times_of(case)
    ]


def _stood_still(due: DueTime, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
    spans = [(pause.since, pause.until) for pause in due.pauses]
    if due.paused_since is not None:
        spans.append((due.paused_since, now))
    return tuple(spans)
