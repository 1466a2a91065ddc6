"""A customer who does not want to be asked again is not, until customer service lifts it (R-03)."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.cases.words import Closing, State
from models.customers.tables import Customer
from models.errors import Invalid, NotAllowed, WrongState
from models.events.queries import history
from models.outbox.tables import Delivery, OutboxMessage
from models.revisits import actions, queries
from models.revisits.tables import Revisit
from models.revisits.words import CallOutcome, RevisitState, Silence
from models.surveys.words import InvitationState
from tests.cast import Cast
from tests.models.revisits.answering import invitation_of, leave, revisit_of, sent, tap
from tests.models.revisits.cases import DAY, HOUR, answered
from tests.moments import MONDAY

THEN = MONDAY + 2 * HOUR


def call(revisit: Revisit, outcome: CallOutcome, cast: Cast) -> None:
    """The second agent calls and writes down how it went."""
    actions.claim(revisit, by=cast.second_agent, now=THEN)
    actions.note(revisit, outcome, text="", again_at=None, by=cast.second_agent, now=THEN)


def customer_of(session: Session, case: Case) -> Customer:
    return session.get_one(Customer, case.customer_id)


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case whose revisit is on the phone list."""
    case = answered(cast, email=None)
    sent(case, now=MONDAY + HOUR)
    return case


def test_r03_refusing_this_survey_is_not_refusing_all(session: Session, cast: Cast, case: Case) -> None:
    call(revisit_of(case), CallOutcome.REFUSED, cast)
    assert revisit_of(case).silence is Silence.REFUSED
    assert customer_of(session, case).do_not_contact_since is None


@pytest.mark.both_databases
def test_r03_not_again_is_kept_with_the_customer_and_in_the_trail(
    session: Session, cast: Cast, case: Case
) -> None:
    call(revisit_of(case), CallOutcome.DO_NOT_CONTACT, cast)
    customer = customer_of(session, case)
    assert customer.do_not_contact_since == THEN
    assert (revisit_of(case).state, revisit_of(case).silence) == (
        RevisitState.EXPIRED,
        Silence.DO_NOT_CONTACT,
    )
    assert invitation_of(revisit_of(case)).state is InvitationState.WITHDRAWN
    assert (case.state, case.closing) == (State.CLOSED, Closing.NO_ANSWER)
    stopped = history(customer.audit_name)[-1]
    assert (stopped.kind, stopped.staff_id) == ("customer.asking_stopped", cast.second_agent.id)
    called = next(event for event in history(case.audit_name) if event.kind == "revisit.called")
    assert called.facts["outcome"] == "do_not_contact"


def test_r03_what_is_being_asked_about_other_cases_ends_too_and_nothing_waits_to_be_sent(
    session: Session, cast: Cast, case: Case
) -> None:
    elsewhere = answered(cast, phone="+8613900000009", email="li@example.com")
    sent(elsewhere, now=MONDAY + HOUR)
    planned = answered(cast)
    actions.plan_for(planned, now=MONDAY)
    leave(MONDAY + HOUR)
    by_letter = answered(cast)
    sent(by_letter, now=MONDAY + HOUR)
    assert by_letter.customer_id == case.customer_id
    call(revisit_of(case), CallOutcome.DO_NOT_CONTACT, cast)
    assert revisit_of(by_letter).silence is Silence.DO_NOT_CONTACT
    letters = session.execute(
        select(OutboxMessage.about, OutboxMessage.state).where(OutboxMessage.kind == "revisit_invitation")
    ).all()
    assert sorted(letters) == sorted(
        [(elsewhere.audit_name, Delivery.SENT), (by_letter.audit_name, Delivery.CANCELLED)]
    )
    later = sent(planned, now=MONDAY + DAY)
    assert (later.state, later.silence) == (RevisitState.EXPIRED, Silence.DO_NOT_CONTACT)
    assert revisit_of(elsewhere).state is RevisitState.SENT


def test_s05_what_was_tapped_about_another_case_is_heard_before_its_asking_ends(
    cast: Cast, case: Case
) -> None:
    other = answered(cast)
    tap(sent(other, now=MONDAY + HOUR), 1, now=THEN)
    assert other.customer_id == case.customer_id
    call(revisit_of(case), CallOutcome.DO_NOT_CONTACT, cast)
    assert (revisit_of(other).state, revisit_of(other).score) == (RevisitState.ANSWERED, 1)
    assert (other.state, other.round) == (State.HANDLING, 2)


@pytest.mark.parametrize("step", ["remind", "fall_back"])
def test_r03_a_wish_that_came_by_another_way_is_respected_before_each_step(
    session: Session, cast: Cast, step: str
) -> None:
    case = answered(cast)
    revisit = sent(case, now=MONDAY + HOUR)
    customer_of(session, case).do_not_contact_since = MONDAY + DAY
    getattr(actions, step)(revisit, now=MONDAY + 2 * DAY)
    assert revisit.silence is Silence.DO_NOT_CONTACT
    reminders = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "revisit_reminder")).all()
    assert reminders == []


def test_r03_customer_service_lifts_it_with_a_reason_and_the_next_case_is_asked_about(
    session: Session, cast: Cast, case: Case
) -> None:
    call(revisit_of(case), CallOutcome.DO_NOT_CONTACT, cast)
    with pytest.raises(Invalid):
        actions.lift(case, reason="  ", by=cast.agent, now=THEN + HOUR)
    actions.lift(case, reason="客户来电表示可以回访", by=cast.agent, now=THEN + HOUR)
    customer = customer_of(session, case)
    assert customer.do_not_contact_since is None
    for subject, kind in ((customer, "customer.asking_resumed"), (case, "revisit.asking_resumed")):
        lifted = history(subject.audit_name)[-1]
        assert (lifted.kind, lifted.reason, lifted.staff_id) == (
            kind,
            "客户来电表示可以回访",
            cast.agent.id,
        )
    another = answered(cast, now=MONDAY + DAY)
    assert sent(another, now=MONDAY + DAY + HOUR).state is RevisitState.SENT
    assert queries.count_calls(cast.inspector, MONDAY + 2 * DAY) == 0  # what was ended stays ended
    with pytest.raises(WrongState):
        actions.lift(case, reason="再来一次", by=cast.agent, now=THEN + HOUR)


@pytest.mark.parametrize("part", ["handler", "head", "inspector", "leader"])
def test_r03_nobody_but_customer_service_lifts_it(
    session: Session, cast: Cast, case: Case, part: str
) -> None:
    call(revisit_of(case), CallOutcome.DO_NOT_CONTACT, cast)
    with pytest.raises(NotAllowed):
        actions.lift(case, reason="想再问问", by=getattr(cast, part), now=THEN + HOUR)
    assert customer_of(session, case).do_not_contact_since == THEN
