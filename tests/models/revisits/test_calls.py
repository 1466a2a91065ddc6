"""The phone list: never the own handler, one caller a call, every call written down (R-02, R-03, X-03)."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases import actions as cases
from models.cases.tables import Case
from models.cases.words import Closing, State
from models.db import db, writing
from models.errors import Expired, Invalid, NotAllowed, WrongState
from models.events.queries import history
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff
from models.revisits import actions, queries
from models.revisits.queries import CallView
from models.revisits.tables import Revisit, RevisitCall
from models.revisits.words import CallOutcome, RevisitState, Silence
from models.surveys import actions as surveys
from models.surveys.rules.answers import Answer
from models.surveys.tables import Response
from models.surveys.words import InvitationState, Reach
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.revisits.answering import invitation_of, revisit_of, say, sent
from tests.models.revisits.cases import DAY, HOUR, PHONE, answered

THEN = MONDAY + 2 * HOUR


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case whose customer has no mail address: its revisit is on the phone list."""
    case = answered(cast, email=None)
    sent(case, now=MONDAY + HOUR)
    return case


def listed(staff: Staff, view: CallView = CallView.DUE) -> list[int]:
    return [row.case_id for row in queries.call_list(staff, THEN, view=view).rows]


def held(case: Case, by: Staff, now: object = THEN) -> Revisit:
    revisit = revisit_of(case)
    actions.claim(revisit, by=by, now=now)  # type: ignore[arg-type]
    return revisit


def note(revisit: Revisit, outcome: CallOutcome, by: Staff, **more: object) -> RevisitCall:
    given = {"text": "", "again_at": None, "now": THEN} | more
    return actions.note(revisit, outcome, by=by, **given)  # type: ignore[arg-type]


def test_r02_whoever_handled_the_case_does_not_find_it_on_the_list(
    session: Session, cast: Cast, case: Case
) -> None:
    """By query and by guard: the owner, and anyone who submitted a result of it, even when moved on."""
    cast.handler.grants.append(RoleGrant(role=Role.CUSTOMER_SERVICE_AGENT))
    session.commit()
    assert listed(cast.second_agent) == [case.id]
    assert listed(cast.inspector) == [case.id]
    for owner in (cast.handler, cast.head):
        case.owner_id = owner.id
        session.flush()
        assert listed(cast.handler) == []
        assert queries.count_calls(cast.handler, THEN) == 0
        assert queries.find_call(cast.handler, case.number) is None
        with pytest.raises(NotAllowed):
            actions.claim(revisit_of(case), by=cast.handler, now=THEN)


def test_r02_without_the_permission_there_is_no_list(cast: Cast, case: Case) -> None:
    assert listed(cast.head) == []
    assert queries.find_call(cast.head, case.number) is None
    with pytest.raises(NotAllowed):
        actions.claim(revisit_of(case), by=cast.head, now=THEN)


def test_r02_the_list_has_parts_for_now_for_later_and_for_what_i_did(
    session: Session, cast: Cast, case: Case
) -> None:
    other = answered(cast, email=None, phone="+8613900000002")
    sent(other, now=MONDAY + HOUR)
    note(held(other, cast.second_agent), CallOutcome.NO_ANSWER, cast.second_agent)
    session.commit()
    page = queries.call_list(cast.second_agent, THEN)
    assert page.counts == {CallView.DUE: 1, CallView.LATER: 1, CallView.DONE: 1}
    assert listed(cast.second_agent, CallView.LATER) == [other.id]
    assert listed(cast.second_agent, CallView.DONE) == [other.id]
    assert listed(cast.inspector, CallView.DONE) == []


@pytest.mark.parametrize("size", [1, 3])
def test_r02_the_list_takes_the_same_number_of_queries_whatever_its_length(
    session: Session, cast: Cast, statements: object, size: int
) -> None:
    for n in range(size):
        sent(answered(cast, email=None, phone=f"+861390000000{n}"), now=MONDAY + HOUR)
    person = cast.second_agent.id
    session.expunge_all()
    caller = session.get_one(Staff, person)
    assert caller.permissions
    with statements() as seen:  # type: ignore[operator]
        page = queries.call_list(caller, THEN)
        for row in page.rows:
            assert row.case.customer.name
            assert row.case.lead_department is not None
    assert len(page.rows) == size
    assert seen.count == 5  # three parts counted, the rows, the roles of their owners


@pytest.mark.both_databases
def test_r02_two_people_take_a_call_at_once_and_one_gets_it(session: Session, cast: Cast, case: Case) -> None:
    revisit_id, people = revisit_of(case).id, [cast.second_agent.id, cast.inspector.id]
    session.commit()
    app, start = current_app._get_current_object(), Barrier(2)  # type: ignore[attr-defined]
    outcome: dict[int, str] = {}

    def take(person: int) -> None:
        with app.app_context(), writing():
            start.wait()
            try:
                revisit, by = db.session.get_one(Revisit, revisit_id), db.session.get_one(Staff, person)
                actions.claim(revisit, by=by, now=THEN)
                db.session.commit()
                outcome[person] = "got it"
            except WrongState as refused:
                db.session.rollback()
                outcome[person] = refused.state

    threads = [Thread(target=take, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.values()) == ["claimed", "got it"]
    session.expire_all()
    assert outcome[session.get_one(Revisit, revisit_id).caller_id or 0] == "got it"


def test_r02_a_call_is_held_for_half_an_hour_and_can_be_given_back(cast: Cast, case: Case) -> None:
    revisit = held(case, cast.second_agent)
    actions.claim(revisit, by=cast.second_agent, now=THEN + timedelta(minutes=20))
    with pytest.raises(WrongState):
        actions.claim(revisit, by=cast.inspector, now=THEN + timedelta(minutes=49))
    actions.claim(revisit, by=cast.inspector, now=THEN + timedelta(minutes=50))
    with pytest.raises(WrongState):
        actions.release(revisit, by=cast.second_agent, now=THEN + timedelta(minutes=51))
    actions.release(revisit, by=cast.inspector, now=THEN + timedelta(minutes=51))
    assert revisit.caller_id is None


def test_x03_the_number_is_shown_to_who_holds_the_call_and_that_is_recorded(
    session: Session, cast: Cast, case: Case
) -> None:
    with pytest.raises(WrongState):
        actions.show_number(revisit_of(case), by=cast.second_agent, now=THEN)
    revisit = held(case, cast.second_agent)
    assert actions.show_number(revisit, by=cast.second_agent, now=THEN) == PHONE
    shown = history(case.audit_name)[-1]
    assert (shown.kind, shown.staff_id) == ("revisit.number_shown", cast.second_agent.id)
    assert PHONE not in str(shown.facts)


def test_r02_what_the_customer_says_is_entered_on_the_same_questionnaire(
    session: Session, cast: Cast, case: Case
) -> None:
    revisit = held(case, cast.second_agent)
    answers = {
        "overall": Answer({"": 2}),
        "solved": Answer({"": 2}),
        "wrong": Answer({"2": 1}),
        "attitude": Answer({"": 4}),
        "speed": Answer({"": 1}),
        "missing": Answer(text="请换一位师傅"),
        "comment": Answer(text="不在路上的不算"),
    }
    actions.finish(revisit, answers, text="客户在开会，语气平和", by=cast.second_agent, now=THEN)
    session.commit()
    assert (case.state, case.round, revisit.score) == (State.HANDLING, 2, 2)
    response = session.scalars(select(Response)).one()
    assert (response.reach, response.entered_by_id, response.completed_at) == (
        Reach.PHONE,
        cast.second_agent.id,
        THEN,
    )
    (chapter,) = queries.story_of(case)
    assert chapter.words == "请换一位师傅"
    assert "comment" not in chapter.answers
    (call,) = queries.calls_of(revisit)
    assert (call.outcome, call.by, call.note) == (
        CallOutcome.REACHED,
        cast.second_agent,
        "客户在开会，语气平和",
    )
    assert [event.kind for event in history(case.audit_name)][-3:] == [
        "revisit.called",
        "revisit.answered",
        "case.reopened",
    ]


def test_r02_an_answer_with_a_gap_is_not_taken(session: Session, cast: Cast, case: Case) -> None:
    revisit = held(case, cast.second_agent)
    with pytest.raises(Invalid) as refused:
        actions.finish(revisit, {"overall": Answer({"": 5})}, text="", by=cast.second_agent, now=THEN)
    assert (refused.value.field, refused.value.why) == ("solved", "required")
    assert session.scalars(select(Response)).all() == []


def test_r03_nobody_there_is_tried_again_and_after_the_last_time_it_ends(cast: Cast, case: Case) -> None:
    moments = []
    for hours in (0, 4, 8):
        now = THEN + hours * HOUR
        revisit = held(case, cast.second_agent, now)
        moments.append(note(revisit, CallOutcome.NO_ANSWER, cast.second_agent, now=now).again_at)
    assert moments == [THEN + 4 * HOUR, (MONDAY + DAY).replace(hour=9), None]
    assert (revisit.attempts, revisit.state, revisit.silence) == (
        3,
        RevisitState.EXPIRED,
        Silence.NOT_REACHED,
    )
    assert (case.state, case.closing) == (State.CLOSED, Closing.NO_ANSWER)


@pytest.mark.parametrize(
    ("outcome", "silence"),
    [(CallOutcome.REFUSED, Silence.REFUSED), (CallOutcome.WRONG_NUMBER, Silence.WRONG_NUMBER)],
)
def test_r03_refused_or_a_wrong_number_ends_the_calling(
    cast: Cast, case: Case, outcome: CallOutcome, silence: Silence
) -> None:
    revisit = held(case, cast.second_agent)
    note(revisit, outcome, cast.second_agent)
    assert (revisit.state, revisit.silence, case.state) == (RevisitState.EXPIRED, silence, State.CLOSED)
    withdrawn = invitation_of(revisit).state is InvitationState.WITHDRAWN
    assert withdrawn == (outcome is CallOutcome.REFUSED)


def test_r03_a_link_that_is_out_is_waited_for_when_calling_ends(cast: Cast) -> None:
    case = answered(cast)
    revisit = sent(case, now=MONDAY + HOUR)
    actions.fall_back(revisit, now=MONDAY + 6 * DAY)
    later = MONDAY + 6 * DAY + HOUR
    note(held(case, cast.second_agent, later), CallOutcome.WRONG_NUMBER, cast.second_agent, now=later)
    assert (revisit.state, revisit.call_from, case.state) == (RevisitState.SENT, None, State.ANSWERED)
    assert list(queries.due_to_call(MONDAY + 10 * DAY)) == []
    say(revisit, 4, now=MONDAY + 7 * DAY)
    assert case.closing is Closing.SATISFIED


def test_r02_a_customer_may_ask_to_be_called_later(cast: Cast, case: Case) -> None:
    revisit = held(case, cast.second_agent)
    for again_at, why in ((None, "required"), (THEN, "past"), (MONDAY + 30 * DAY, "late")):
        with pytest.raises(Invalid) as refused:
            note(revisit, CallOutcome.CALL_LATER, cast.second_agent, again_at=again_at)
        assert (refused.value.field, refused.value.why) == ("again_at", why)
    note(revisit, CallOutcome.CALL_LATER, cast.second_agent, again_at=THEN + 3 * HOUR)
    assert (revisit.state, revisit.next_call_at, revisit.caller_id) == (
        RevisitState.TO_CALL,
        THEN + 3 * HOUR,
        None,
    )


def test_r02_a_case_that_moved_on_during_the_call_is_not_called_again(
    session: Session, cast: Cast, case: Case
) -> None:
    revisit = held(case, cast.second_agent)
    cases.confirm(case, True, "", now=THEN)
    note(revisit, CallOutcome.NO_ANSWER, cast.second_agent)
    assert revisit.state is RevisitState.CANCELLED


@pytest.mark.both_databases
def test_r02_a_call_begun_within_the_window_may_be_finished_after_it(
    session: Session, cast: Cast, case: Case
) -> None:
    """Nobody on the phone is cut off by the clock; each answer goes on with the call that was begun."""
    end = revisit_of(case).expires_at
    assert end is not None
    begun = end - timedelta(minutes=10)
    revisit = held(case, cast.second_agent, begun)
    assert list(queries.due_to_expire(end)) == []
    for minutes in (15, 40):
        actions.claim(revisit, by=cast.second_agent, now=begun + timedelta(minutes=minutes))
    assert revisit.claimed_at == begun
    ended = begun + timedelta(minutes=45)
    answers = {code: Answer({"": 1}) for code in ("overall", "solved", "attitude", "speed")}
    answers |= {"wrong": Answer(), "missing": Answer(text="退还月费")}
    actions.finish(revisit, answers, text="", by=cast.second_agent, now=ended)
    session.commit()
    assert (revisit.state, revisit.score, case.round) == (RevisitState.ANSWERED, 1, 2)
    (call,) = queries.calls_of(revisit)
    assert (call.begun_at, call.at) == (begun, ended)


def test_r02_no_call_begins_after_the_window(cast: Cast, case: Case) -> None:
    """Nor does one go on whose half hour is over: what was said by then is taken as the answer (S-05)."""
    end = revisit_of(case).expires_at
    assert end is not None
    with pytest.raises(WrongState):
        held(case, cast.second_agent, end)
    held(case, cast.second_agent, end - timedelta(minutes=10))
    for caller in (cast.second_agent, cast.inspector):
        with pytest.raises(WrongState):
            held(case, caller, end + timedelta(minutes=20))


def test_s04_the_link_of_a_customer_ends_with_its_window_whoever_is_on_the_phone(
    cast: Cast, case: Case
) -> None:
    revisit = revisit_of(case)
    end = revisit.expires_at
    assert end is not None
    held(case, cast.second_agent, end - timedelta(minutes=10))
    invitation = invitation_of(revisit)
    with pytest.raises(Expired):
        surveys.save(invitation, invitation.version.content.questions[0], Answer({"": 5}), now=end)
