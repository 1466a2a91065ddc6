"""Relief that a head granted changes whom cases are given to, up to its day or until it is ended (H-10)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.actions.audience import handlers_or_head
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.tables import Event
from models.outbox.tables import Notice
from models.people.tables import Staff
from models.support.actions import RequestDraft, answer_request, ask_support, end_relief
from models.support.queries import longest_relief
from models.support.tables import SupportRequest
from models.support.words import SupportKind
from tests.cast import Cast, department
from tests.models.cases.making import DAY, HOUR, decision, new, taken, triaged
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
TODAY = local_day(MONDAY)
WEEK = TODAY + timedelta(days=7)


def relieved(person: Staff, by: Staff, until: date | None = WEEK) -> SupportRequest:
    request = ask_support(RequestDraft(SupportKind.RELIEF, "本周工单过多"), by=person, now=MONDAY)
    return answer_request(
        request, accepted=True, answer="先处理在办的", relieved_until=until, by=by, now=MONDAY
    )


def test_h10_a_relieved_handler_is_given_no_case_by_others(cast: Cast) -> None:
    """Neither by the head, nor with the triage, nor as second handler; a colleague is."""
    request = relieved(cast.handler, cast.head)
    assert (request.relieved_until, cast.handler.relieved_until) == (WEEK, WEEK)
    case = triaged(cast)
    with pytest.raises(Invalid, match="relieved"):
        actions.assign(case, cast.handler, by=cast.head, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="relieved"):
        actions.triage(new(), decision(owner_id=cast.handler.id), by=cast.agent, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="relieved"):
        actions.name_second_handler(case, cast.handler, by=cast.head, now=MONDAY)
    actions.assign(case, cast.head, by=cast.head, now=MONDAY, seen=None)
    assert case.owner_id == cast.head.id


def test_h10_the_day_after_its_last_day_cases_are_given_again(cast: Cast) -> None:
    relieved(cast.handler, cast.head)
    case, last = triaged(cast), MONDAY + 7 * DAY
    with pytest.raises(Invalid, match="relieved"):
        actions.assign(case, cast.handler, by=cast.head, now=last, seen=None)
    actions.assign(case, cast.handler, by=cast.head, now=last + DAY, seen=None)
    assert case.owner_id == cast.handler.id


def test_h10_who_is_relieved_keeps_what_they_have_and_may_take_more(cast: Cast) -> None:
    """A second triage leaves the owner; taking a case is one's own will."""
    case = taken(cast)
    relieved(cast.handler, cast.head)
    again = decision(owner_id=cast.handler.id, grade=3, criteria=("outage",), reason="影响扩大")
    actions.triage(case, again, by=cast.agent, now=MONDAY + HOUR, seen=None)
    assert case.owner_id == cast.handler.id
    other = triaged(cast)
    actions.take(other, by=cast.handler, now=MONDAY + HOUR, seen=None)
    assert other.owner_id == cast.handler.id


def test_h10_a_department_without_a_head_tells_those_who_are_not_relieved(cast: Cast) -> None:
    there = department("JS")
    cast.stranger.department_id = there.id
    relieved(cast.handler, cast.head)
    there.head_id = None
    db.session.flush()
    assert set(handlers_or_head(there, now=MONDAY)) == {cast.stranger.id, cast.head.id}
    for person in (cast.stranger, cast.head):
        person.relieved_until = WEEK
    db.session.flush()
    everybody = {cast.handler.id, cast.stranger.id, cast.head.id}
    assert set(handlers_or_head(there, now=MONDAY)) == everybody, "rather the relieved than nobody"


def test_h10_relief_is_ended_by_the_head_or_oneself(cast: Cast) -> None:
    request = relieved(cast.handler, cast.head)
    with pytest.raises(NotAllowed):
        end_relief(request, by=cast.agent, now=MONDAY + DAY)
    end_relief(request, by=cast.head, now=MONDAY + DAY)
    assert (cast.handler.relieved_until, request.relieved_until) == (None, WEEK)
    told = db.session.scalars(select(Notice.staff_id).where(Notice.kind == "relief_ended")).all()
    assert told == [cast.handler.id]
    with pytest.raises(WrongState):
        end_relief(request, by=cast.head, now=MONDAY + DAY)
    again = relieved(cast.handler, cast.head, TODAY)
    end_relief(again, by=cast.handler, now=MONDAY + HOUR)
    ended = select(Event.staff_id).where(Event.kind == "support.relief_ended").order_by(Event.id)
    assert db.session.scalars(ended).all() == [cast.head.id, cast.handler.id]


@pytest.mark.parametrize(
    ("until", "why"),
    [(None, "required"), (TODAY - timedelta(days=1), "relief_span"), (date(2027, 6, 1), "relief_span")],
)
def test_h10_relief_has_a_day_within_the_longest(cast: Cast, until: date | None, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        relieved(cast.handler, cast.head, until)
    assert cast.handler.relieved_until is None
    assert longest_relief(MONDAY) == date(2026, 12, 21), "twenty working days"
