"""One caller a call, and nobody calls outside the window (R-02, S-04, X-03)."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import current_app
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.db import db, writing
from models.errors import Expired, WrongState
from models.events.queries import history
from models.people.tables import Staff
from models.revisits import actions, queries
from models.revisits.tables import Revisit
from models.revisits.words import RevisitState
from models.surveys import actions as surveys
from models.surveys.rules.answers import Answer
from tests.cast import Cast
from tests.models.revisits.answering import invitation_of, revisit_of
from tests.models.revisits.calls.calling import THEN, held
from tests.models.revisits.cases import PHONE


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


def test_r02_a_call_that_is_taken_again_and_again_ends_two_hours_after_it_began(
    cast: Cast, case: Case
) -> None:
    """S-04: nobody keeps a window open by holding on to its call."""
    end = revisit_of(case).expires_at
    assert end is not None
    begun = end - timedelta(minutes=10)
    for minutes in range(0, 125, 25):
        revisit = held(case, cast.second_agent, begun + timedelta(minutes=minutes))
    held(case, cast.second_agent, begun + timedelta(minutes=125))
    assert revisit.claimed_until == begun + timedelta(minutes=130)
    with pytest.raises(WrongState):
        held(case, cast.second_agent, begun + timedelta(minutes=131))


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
