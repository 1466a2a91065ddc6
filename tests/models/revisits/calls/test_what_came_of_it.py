"""Every call is written down, and what it leads to (R-02, R-03)."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases import actions as cases
from models.cases.tables import Case
from models.cases.words import Closing, State
from models.errors import Invalid
from models.events.queries import history
from models.revisits import actions, queries
from models.revisits.words import CallOutcome, RevisitState, Silence
from models.surveys import actions as surveys
from models.surveys.rules.answers import Answer
from models.surveys.tables import Response, ResponseItem
from models.surveys.words import InvitationState, Reach
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.revisits.answering import invitation_of, say, sent, tap
from tests.models.revisits.calls.calling import THEN, held, note
from tests.models.revisits.cases import DAY, HOUR, answered


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


@pytest.mark.parametrize(
    "outcome", [CallOutcome.REFUSED, CallOutcome.DO_NOT_CONTACT, CallOutcome.WRONG_NUMBER]
)
def test_s05_what_was_tapped_before_the_call_counts_whatever_ends_the_calling(
    cast: Cast, outcome: CallOutcome
) -> None:
    """“I have told you already on the page”: the customer is not content, and no refusal hides it."""
    case = answered(cast)
    revisit = sent(case, now=MONDAY + HOUR)
    later = MONDAY + 6 * DAY + HOUR
    actions.fall_back(revisit, now=later - HOUR)
    tap(revisit, 1, now=later)
    note(held(case, cast.second_agent, later), outcome, cast.second_agent, now=later)
    assert (revisit.state, revisit.score, revisit.silence) == (RevisitState.ANSWERED, 1, None)
    assert (case.state, case.round) == (State.HANDLING, 2)


def test_r02_what_a_stranger_said_at_a_wrong_number_is_nobodys_answer(
    session: Session, cast: Cast, case: Case
) -> None:
    """Entered by the caller before it was clear who spoke: it is neither counted nor kept."""
    revisit = held(case, cast.second_agent)
    invitation = invitation_of(revisit)
    question = invitation.version.content.sections[0].questions[0]
    surveys.save(invitation, question, Answer({"": 1}), now=THEN, caller=cast.second_agent)
    note(revisit, CallOutcome.WRONG_NUMBER, cast.second_agent)
    assert (revisit.score, revisit.silence, case.round) == (None, Silence.WRONG_NUMBER, 1)
    assert session.scalars(select(ResponseItem)).all() == []


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
