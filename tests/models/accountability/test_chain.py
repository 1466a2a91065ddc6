"""A-01: the chain of responsibility is read from what happened, with people as they were on the day."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from models.accountability.chain_words import Part, Stop
from models.accountability.queries import NamedLink, chain
from models.cases import actions
from models.cases.tables import Case
from models.events.actions import SYSTEM
from models.people.actions import Details, change_staff, set_roles
from models.people.roles import Role
from tests.cast import Cast, department
from tests.models.cases.making import DAY, HOUR, answered, decision, new, taken, triaged, waiting
from tests.moments import MONDAY
from tests.statements import CountStatements

pytestmark = pytest.mark.usefixtures("session")
Line = tuple[Part, str | None, int, int | None]


def told(case: Case, now: datetime) -> list[Line]:
    """Each link: the part, who, the minutes used and those that there were."""
    return [
        (each.link.part, each.person.login if each.person else None, each.link.used, each.link.had)
        for each in chain(case, now)
    ]


def of(case: Case, part: Part, now: datetime) -> list[NamedLink]:
    return [each for each in chain(case, now) if each.link.part is part]


def test_a01_every_part_of_an_answered_case(cast: Cast) -> None:
    """Registered by the customer, triaged, taken and done in an hour, reviewed in another, told at once.

    Of days the one on which they begin is not counted, so there is more of them on a morning (H-03).
    """
    case = answered(cast)
    assert told(case, MONDAY + 3 * HOUR) == [
        (Part.REGISTERED, None, 0, None),
        (Part.TRIAGED, "agent", 0, None),
        (Part.RESPONDED, "handler", 120, 240),
        (Part.OWNED, "handler", 60, 2640),
        (Part.PLANNED, "handler", 120, 1290),
        (Part.REVIEWED, "head", 60, 780),
        (Part.REPLIED, "head", 0, None),
    ]


def test_a01_the_owner_is_not_held_to_what_waits_for_others(cast: Cast) -> None:
    """Where the customer is asked the time stands still, and so while the result is under review."""
    case = waiting(cast)
    actions.resume(case, by=cast.handler, now=MONDAY + 5 * HOUR, seen=None)
    [owned] = of(case, Part.OWNED, MONDAY + 6 * HOUR)
    assert [(stop.since, stop.until, stop.why) for stop in owned.link.stops] == [
        (MONDAY + HOUR, MONDAY + 5 * HOUR, Stop.CUSTOMER)
    ]
    whole = 6 * 60 - 90  # from 10:00 to 16:00, without the midday rest
    assert owned.link.used + owned.link.stopped == whole
    assert owned.link.until is None
    assert not owned.link.late


def test_a01_who_takes_over_has_what_is_left(cast: Cast) -> None:
    """The department waits a day for an owner; a second one takes over later."""
    case = triaged(cast)
    set_roles(cast.head, {Role.DEPARTMENT_HEAD, Role.DEPARTMENT_HANDLER}, by=SYSTEM, now=MONDAY)
    actions.take(case, by=cast.handler, now=MONDAY + DAY, seen=None)
    actions.assign(case, cast.head, reason="休假", by=cast.head, now=MONDAY + 2 * DAY, seen=None)
    now = MONDAY + 2 * DAY + HOUR
    [led] = of(case, Part.LED, now)
    first, second = of(case, Part.OWNED, now)
    assert (led.person, led.department, led.head) == (None, department("JS"), cast.head)
    assert (led.link.used, first.link.used, second.link.used) == (450, 450, 60)
    assert (led.link.had, first.link.had, second.link.had) == (2640, 2190, 1740)
    assert (first.person, first.head, second.person, second.head) == (
        cast.handler,
        cast.head,
        cast.head,
        None,
    )


def test_a01_who_takes_longer_than_there_was_is_late(cast: Cast) -> None:
    case = taken(cast)
    [owned] = of(case, Part.OWNED, MONDAY + 8 * DAY)
    assert (owned.link.used, owned.link.had, owned.link.late) == (2700, 2640, True)


def test_a01_a_helping_department_has_a_clock_of_its_own(cast: Cast) -> None:
    case = taken(cast)
    service = department("YY")
    actions.ask_assistance(case, service.id, "核对账单", by=cast.handler, now=MONDAY, seen=None)
    [asked] = of(case, Part.ASSISTED, MONDAY + 2 * HOUR)
    assert (asked.person, asked.department, asked.link.until) == (None, service, None)
    set_roles(cast.plain, {Role.DEPARTMENT_HANDLER}, by=SYSTEM, now=MONDAY)
    actions.answer_assistance(case, "已核对", by=cast.plain, now=MONDAY + HOUR, seen=None)
    [helped] = of(case, Part.ASSISTED, MONDAY + 2 * HOUR)
    assert (helped.person, helped.link.used, helped.link.had) == (cast.plain, 60, 840)


def test_a01_reopened_it_is_held_again(cast: Cast) -> None:
    """What lies between the answer and the reopening is nobody's time."""
    case = answered(cast)
    actions.reopen(case, why="dissatisfied", by=SYSTEM, now=MONDAY + DAY)
    spans = [each.link for each in of(case, Part.OWNED, MONDAY + DAY + HOUR)]
    assert [(link.since, link.until) for link in spans] == [
        (MONDAY, MONDAY + 2 * HOUR),
        (MONDAY + DAY, None),
    ]
    assert spans[1].used == 60


def test_a01_people_stand_where_they_stood_then(cast: Cast) -> None:
    """A-04: the handler moves to another department; the chain still names the head of that day."""
    case = taken(cast)
    details = Details("季书", "Ji Shu", department("SC"), email="handler@example.com")
    change_staff(cast.handler, details, by=cast.hr, now=MONDAY + DAY)
    [owned] = of(case, Part.OWNED, MONDAY + DAY)
    assert (owned.department, owned.head) == (department("JS"), cast.head)


def test_a01_another_department_gets_the_case(cast: Cast) -> None:
    case = taken(cast)
    actions.triage(
        case, decision(department_id=department("SC").id), by=cast.agent, now=MONDAY + HOUR, seen=None
    )
    now = MONDAY + 2 * HOUR
    assert [each.link.until for each in of(case, Part.OWNED, now)] == [MONDAY + HOUR]
    assert [each.department for each in of(case, Part.LED, now)] == [department("SC")]


def test_a01_nothing_but_the_arrival_of_a_new_case(cast: Cast) -> None:
    lines = told(new(), MONDAY + timedelta(minutes=10))
    assert lines == [(Part.REGISTERED, None, 0, None), (Part.RESPONDED, None, 10, 240)]


def test_a01_the_chain_costs_the_same_at_any_length(
    cast: Cast, session: Session, statements: CountStatements
) -> None:
    def cost(number: int) -> int:
        session.expunge_all()
        case = session.get_one(Case, number)
        with statements() as counted:
            chain(case, MONDAY + 9 * DAY)
        return counted.count

    set_roles(cast.head, {Role.DEPARTMENT_HEAD, Role.DEPARTMENT_HANDLER}, by=SYSTEM, now=MONDAY)
    short, long = taken(cast), answered(cast)
    actions.reopen(long, why="dissatisfied", by=SYSTEM, now=MONDAY + DAY)
    later = MONDAY + DAY + HOUR
    actions.wait_for_customer(long, "序列号？", by=cast.handler, now=later, seen=None)
    actions.resume(long, by=cast.handler, now=later + HOUR, seen=None)
    for owner in (cast.head, cast.handler, cast.head):
        later += HOUR
        actions.assign(long, owner, reason="换人", by=cast.head, now=later, seen=None)
    session.commit()
    short_id, long_id = short.id, long.id
    assert cost(long_id) <= cost(short_id) + 1
