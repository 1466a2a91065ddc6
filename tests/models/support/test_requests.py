"""Requests for help, a second handler, relief: put to the head, answered, gone up (H-10)."""

from datetime import datetime

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.queries import find, first_waiting, standing
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM
from models.events.tables import Event
from models.outbox.tables import Notice
from models.people.actions import set_head
from models.people.tables import Staff
from models.support import queries
from models.support.actions import (
    RequestDraft,
    answer_request,
    ask_support,
    remind_request,
    withdraw_request,
)
from models.support.tables import SupportRequest
from models.support.words import Reach, SupportKind, SupportState
from tests.cast import Cast, department
from tests.models.cases.making import DAY, HOUR, decision, in_review, taken, triaged
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")


def asked(by: Staff, kind: SupportKind = SupportKind.HELP, case: Case | None = None) -> SupportRequest:
    return ask_support(RequestDraft(kind, "一个人忙不过来", case), by=by, now=MONDAY)


def answered(
    request: SupportRequest, by: Staff, *, accepted: bool = True, second: Staff | None = None
) -> SupportRequest:
    return answer_request(request, accepted=accepted, answer="好的", second=second, by=by, now=MONDAY + HOUR)


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def next_rung(request: SupportRequest) -> datetime:
    db.session.refresh(request)
    assert request.next_notice_at is not None
    moment = request.next_notice_at
    assert remind_request(request.id, now=moment)
    db.session.refresh(request)
    return moment


def test_h10_put_to_the_head_with_the_load_of_that_moment(cast: Cast) -> None:
    """A-05: two open cases, and the median of the three who handle cases there."""
    cast.stranger.department_id = cast.handler.department_id
    for _case in range(2):
        taken(cast)
    request = asked(cast.handler)
    assert (request.head_id, request.above_id, request.reach) == (cast.head.id, None, Reach.HEAD)
    assert (request.open_cases, request.median_cases, request.colleagues) == (2, 0.0, 3)
    assert told("support_asked") == {cast.head.id}
    assert queries.count_to_answer(cast.head) == 1
    assert queries.to_answer(cast.handler) == []
    event = db.session.scalars(select(Event).where(Event.kind == "support.asked")).one()
    assert "忙不过来" not in str(event.facts)


def test_h10_the_head_answers_and_the_asker_is_told(cast: Cast) -> None:
    request = answered(asked(cast.handler), cast.head)
    assert (request.state, request.answered_by_id) == (SupportState.ACCEPTED, cast.head.id)
    assert request.in_time
    assert told("support_accepted") == {cast.handler.id}
    with pytest.raises(WrongState):
        answered(request, cast.head)
    declined = answered(asked(cast.handler), cast.head, accepted=False)
    assert (declined.state, declined.next_notice_at) == (SupportState.DECLINED, None)
    year = queries.kept_for(cast.handler, MONDAY - DAY, MONDAY + DAY)
    assert (year.asked, year.answered, year.in_time) == (2, 2, 2)
    assert [each.id for each in queries.own_requests(cast.handler)] == [declined.id, request.id]
    assert {each.id for each in queries.settled(cast.head)} == {declined.id, request.id}


def test_h10_an_answer_needs_words(cast: Cast) -> None:
    with pytest.raises(Invalid, match="required"):
        answer_request(asked(cast.handler), accepted=True, answer=" ", by=cast.head, now=MONDAY)
    with pytest.raises(Invalid, match="required"):
        ask_support(RequestDraft(SupportKind.HELP, " "), by=cast.handler, now=MONDAY)


def test_h10_without_an_answer_it_goes_up_the_ladder(cast: Cast) -> None:
    """80 % reminds the head; from the due time on the leading group may answer too, as nobody is above."""
    request = asked(cast.handler)
    next_rung(request)
    assert (request.reach, told("support_due_soon")) == (Reach.HEAD, {cast.head.id})
    assert not remind_request(request.id, now=MONDAY), "not before its moment"
    assert queries.find(cast.leader, request.id) is None
    late = next_rung(request)
    assert (request.reach, told("support_due")) == (Reach.LEADING_GROUP, {cast.head.id, cast.leader.id})
    assert queries.find(cast.leader, request.id) is not None
    answer_request(request, accepted=True, answer="已安排", by=cast.leader, now=late + HOUR)
    assert not request.in_time


def test_h10_goes_to_the_head_above_first(cast: Cast) -> None:
    upper = department("ZB")
    set_head(upper, cast.committee, by=SYSTEM, now=MONDAY)
    department("JS").parent_id = upper.id
    db.session.flush()
    request = asked(cast.handler)
    assert (request.head_id, request.above_id) == (cast.head.id, cast.committee.id)
    with pytest.raises(NotAllowed):
        answered(request, cast.committee)
    next_rung(request)
    next_rung(request)
    assert request.reach is Reach.ABOVE
    assert queries.count_to_answer(db.session.get_one(Staff, cast.committee.id)) == 1
    assert queries.count_to_answer(cast.leader) == 0
    own = asked(cast.head)
    assert own.head_id == cast.committee.id, "the head's own request goes to the head above"


def test_h10_where_the_head_asks_or_has_left_the_leading_group_answers(cast: Cast) -> None:
    request = asked(cast.head, SupportKind.RELIEF)
    assert (request.head_id, request.reach) == (None, Reach.LEADING_GROUP)
    assert told("support_asked") == {cast.leader.id}
    cast.head.left_on = MONDAY.date().replace(day=1)
    db.session.flush()
    assert asked(cast.handler).reach is Reach.LEADING_GROUP
    own = asked(cast.leader)
    with pytest.raises(NotAllowed):
        answered(own, cast.leader)


def test_h10_a_second_handler_sees_and_handles_the_case(cast: Cast) -> None:
    """From another department; whoever handles the case does not review its result (H-06)."""
    case = taken(cast)
    assert find(cast.stranger, case.number) is None
    request = asked(cast.handler, SupportKind.SECOND_HANDLER, case)
    with pytest.raises(Invalid, match="required"):
        answered(request, cast.head)
    with pytest.raises(Invalid, match="is_owner"):
        answered(request, cast.head, second=cast.handler)
    with pytest.raises(Invalid, match="may_not_handle"):
        answered(request, cast.head, second=cast.plain)
    answered(request, cast.head, second=cast.stranger)
    assert (case.second_id, request.second_id) == (cast.stranger.id, cast.stranger.id)
    assert find(cast.stranger, case.number) is not None
    assert case in first_waiting(cast.stranger)
    assert Step.RESULT in next_steps(case, standing(case, cast.stranger))
    assert told("second_named") == {cast.stranger.id, cast.handler.id}
    actions.end_second_handler(case, by=cast.head, now=MONDAY + 2 * HOUR, seen=None)
    assert find(cast.stranger, case.number) is None


def test_h10_x01_nobody_is_let_into_a_case_that_went_elsewhere(cast: Cast) -> None:
    """While the request waited, another department got the case: its head lets nobody in any more."""
    case = taken(cast)
    request = asked(cast.handler, SupportKind.SECOND_HANDLER, case)
    elsewhere = decision(department_id=department("YF").id, reason="不归技术部")
    actions.triage(case, elsewhere, by=cast.agent, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="moved_on"):
        answered(request, cast.head, second=cast.stranger)
    assert find(cast.stranger, case.number) is None
    assert answered(request, cast.head, accepted=False).state is SupportState.DECLINED


def test_h10_h06_a_head_who_is_second_reviews_nothing(cast: Cast) -> None:
    case = in_review(cast)
    assert Step.REVIEW in next_steps(case, standing(case, cast.head))
    actions.name_second_handler(case, cast.head, by=cast.leader, now=MONDAY + HOUR)
    assert Step.REVIEW not in next_steps(case, standing(case, cast.head))
    assert case not in first_waiting(cast.head)


def test_h10_the_second_who_becomes_the_owner_is_second_no_more(cast: Cast) -> None:
    case = taken(cast)
    actions.name_second_handler(case, cast.head, by=cast.leader, now=MONDAY)
    actions.assign(case, cast.head, reason="接手", by=cast.agent, now=MONDAY + HOUR, seen=None)
    assert (case.owner_id, case.second_id) == (cast.head.id, None)


@pytest.mark.parametrize("why", ["required", "not_handled", "case_closed"])
def test_h10_a_second_handler_is_asked_for_an_open_case_of_ones_own(cast: Cast, why: str) -> None:
    case = triaged(cast)
    if why == "case_closed":
        actions.withdraw(case, "不投诉了", now=MONDAY)
    by = cast.stranger if why == "not_handled" else cast.handler
    with pytest.raises(Invalid, match=why):
        asked(by, SupportKind.SECOND_HANDLER, None if why == "required" else case)


def test_h10_taken_back_by_who_asked(cast: Cast) -> None:
    request = asked(cast.plain)
    assert request.reach is Reach.LEADING_GROUP, "a department without a head"
    with pytest.raises(NotAllowed):
        withdraw_request(request, by=cast.handler, now=MONDAY)
    withdraw_request(request, by=cast.plain, now=MONDAY + HOUR)
    assert (request.state, told("support_withdrawn")) == (SupportState.WITHDRAWN, {cast.leader.id})
    assert queries.kept_for(cast.plain, MONDAY - DAY, MONDAY + DAY).asked == 0


def test_h10_x01_who_reads_a_request(cast: Cast) -> None:
    request = asked(cast.handler)
    readers = {person.login for person in cast if queries.find(person, request.id) is not None}
    assert readers == {"handler", "head"}
