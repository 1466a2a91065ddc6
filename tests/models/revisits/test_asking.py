"""Planned, asked, reminded, called, expired: once each (R-02, R-03, R-05)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.cases import actions as cases
from models.cases.words import Closing, State
from models.customers.tables import Customer
from models.db import db
from models.errors import WrongState
from models.events.queries import history
from models.outbox.tables import Delivery, OutboxMessage
from models.revisits import actions, queries
from models.revisits.words import RevisitKind, RevisitState, Silence
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState, Reach
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.revisits.answering import invitation_of, leave, revisit_of, say, sent
from tests.models.revisits.cases import DAY, HOUR, answer, answered, opened


def letters(session: Session, kind: str) -> list[OutboxMessage]:
    found = select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)
    return list(session.scalars(found))


@pytest.mark.both_databases
def test_r02_an_answered_case_is_planned_once_and_no_other(session: Session, cast: Cast) -> None:
    still_open, case = opened(cast), answered(cast)
    assert list(queries.answered_without_revisit()) == [case.id]
    assert actions.plan_for(still_open, now=MONDAY) is None
    revisit = actions.plan_for(case, now=MONDAY)
    assert revisit is not None
    assert actions.plan_for(case, now=MONDAY) is None
    session.commit()
    assert (revisit.round, revisit.kind, revisit.state) == (1, RevisitKind.FIRST, RevisitState.PLANNED)
    assert revisit.send_at == MONDAY + HOUR
    assert list(queries.answered_without_revisit()) == []
    assert history(case.audit_name)[-1].kind == "revisit.planned"


@pytest.mark.both_databases
def test_r02_with_a_mail_address_a_link_goes_out_once(session: Session, cast: Cast) -> None:
    case = answered(cast, language="en")
    revisit = sent(case, now=MONDAY + HOUR)
    invitation = invitation_of(revisit)
    assert (revisit.state, revisit.asked_at) == (RevisitState.SENT, MONDAY + HOUR)
    assert (invitation.language, invitation.reach) == ("en", Reach.EMAIL)
    assert invitation.version.questionnaire == "revisit"
    (letter,) = letters(session, "revisit_invitation")
    assert (letter.to_address, letter.language, letter.about) == ("wang@example.com", "en", case.audit_name)
    assert letter.facts["locator"] == invitation.locator
    assert letter.facts["open_until"] == invitation.closes_at.isoformat()
    with pytest.raises(WrongState):
        actions.send(revisit, now=MONDAY + HOUR)
    assert session.scalar(select(func.count()).select_from(Invitation)) == 1


def test_r02_without_a_mail_address_it_goes_on_the_phone_list(session: Session, cast: Cast) -> None:
    case = answered(cast, email=None)
    revisit = sent(case, now=MONDAY + HOUR)
    assert (revisit.state, revisit.next_call_at) == (RevisitState.TO_CALL, MONDAY + HOUR)
    assert invitation_of(revisit).reach is Reach.PHONE
    assert letters(session, "revisit_invitation") == []


def test_r03_who_cannot_be_reached_or_does_not_want_to_be_is_not_asked(session: Session, cast: Cast) -> None:
    nobody, unwilling = answered(cast, email=None, phone=None), answered(cast, email="no@example.com")
    session.get_one(Customer, unwilling.customer_id).do_not_contact_since = MONDAY
    silences = []
    for case in (nobody, unwilling):
        revisit = sent(case, now=MONDAY + HOUR)
        silences.append((revisit.state, revisit.silence, case.state, case.closing))
    assert silences == [
        (RevisitState.EXPIRED, Silence.NO_MEANS, State.CLOSED, Closing.NO_ANSWER),
        (RevisitState.EXPIRED, Silence.DO_NOT_CONTACT, State.CLOSED, Closing.NO_ANSWER),
    ]
    assert letters(session, "revisit_invitation") == []


def test_r03_quiet_hours_are_kept(session: Session, cast: Cast) -> None:
    revisit = sent(answered(cast), now=MONDAY.replace(hour=21))
    assert revisit.state is RevisitState.PLANNED
    assert revisit.send_at == MONDAY.replace(hour=9) + DAY
    assert letters(session, "revisit_invitation") == []


def test_r03_a_customer_is_asked_about_two_cases_in_thirty_days_and_not_a_third(
    session: Session, cast: Cast
) -> None:
    """The rulebook's limit: the third waits, and is not asked at all when that would be too late. Its case is
    open until then, for the customer to say without being asked (R-01)."""
    for days in (0, 1):
        sent(answered(cast, now=MONDAY + days * DAY), now=MONDAY + days * DAY + HOUR)
        leave(MONDAY + days * DAY + HOUR)
    case = answered(cast, now=MONDAY + 2 * DAY)
    third = sent(case, now=MONDAY + 2 * DAY + HOUR)
    assert (third.state, third.send_at, case.state) == (RevisitState.PLANNED, third.due_at, State.ANSWERED)
    assert queries.due_to_send(third.due_at - HOUR) == []
    actions.send(third, now=third.due_at)
    assert (third.state, third.silence) == (RevisitState.EXPIRED, Silence.CONTACT_LIMIT)
    assert (case.state, case.closing) == (State.CLOSED, Closing.NO_ANSWER)
    late = sent(answered(cast, now=MONDAY + 20 * DAY), now=MONDAY + 20 * DAY + HOUR)
    assert late.state is RevisitState.PLANNED
    assert late.send_at == MONDAY + 30 * DAY + HOUR
    other = sent(answered(cast, phone="+8613900000001", email="li@example.com"), now=MONDAY + HOUR)
    assert other.state is RevisitState.SENT


def test_r04_a_further_round_of_the_same_case_does_not_count_against_the_limit(
    session: Session, cast: Cast
) -> None:
    case = answered(cast)
    say(sent(case, now=MONDAY + HOUR), 1, now=MONDAY + 2 * HOUR)
    sent(answered(cast), now=MONDAY + HOUR)
    leave(MONDAY + HOUR)
    answer(cast, case, now=MONDAY + DAY)
    assert sent(case, now=MONDAY + DAY + HOUR).state is RevisitState.SENT


def written(to: str, kind: str, *, at: datetime, sent: bool = True) -> None:
    """A message to a customer, about another case."""
    db.session.add(
        OutboxMessage(
            kind=kind,
            to_address=to,
            language="zh",
            about="case:HY-20261101-0001",
            facts={},
            state=Delivery.SENT if sent else Delivery.WAITING,
            sent_at=at if sent else None,
            not_before=at,
        )
    )
    db.session.commit()


@pytest.mark.both_databases
def test_r03_who_was_written_to_three_times_today_is_asked_tomorrow(session: Session, cast: Cast) -> None:
    """Over all cases and all addresses of the customer; what waits to leave counts as well."""
    answered(cast, email="other@example.com")
    case = answered(cast)
    clear(session)
    first = MONDAY - HOUR
    written("other@example.com", "progress", at=first)
    written("wang@example.com", "reply", at=MONDAY)
    written("wang@example.com", "closed", at=MONDAY, sent=False)
    revisit = sent(case, now=MONDAY + HOUR)
    assert (revisit.state, revisit.send_at) == (RevisitState.PLANNED, first + DAY)
    postponed = history(case.audit_name)[-1]
    assert (postponed.kind, postponed.reason) == ("revisit.postponed", "message_limit")
    actions.send(revisit, now=first + DAY)
    assert revisit.state is RevisitState.SENT
    assert len(letters(session, "revisit_invitation")) == 1


def test_r03_answers_to_the_customers_own_steps_and_old_messages_do_not_count(
    session: Session, cast: Cast
) -> None:
    case = answered(cast)
    clear(session)
    for kind, at in (
        ("acknowledgement", MONDAY),
        ("reopened", MONDAY),
        ("progress", MONDAY - DAY),
        ("progress", MONDAY),
        ("reply", MONDAY),
    ):
        written("wang@example.com", kind, at=at)
    assert sent(case, now=MONDAY + HOUR).state is RevisitState.SENT


def test_r03_the_limit_of_messages_keeps_nobody_off_the_phone_list(session: Session, cast: Cast) -> None:
    case = answered(cast, email=None)
    for hour in range(3):
        written("+8613800138000", "progress", at=MONDAY - hour * HOUR)
    assert sent(case, now=MONDAY + HOUR).state is RevisitState.TO_CALL


def test_r03_a_reminder_waits_for_room_too_and_keeps_the_hours(session: Session, cast: Cast) -> None:
    revisit = sent(answered(cast), now=MONDAY + HOUR)
    clear(session)
    at = MONDAY + 2 * DAY
    for minutes in (-840, -10, -5):  # the first one at eight in the evening, when nobody is written to
        written("wang@example.com", "progress", at=at + timedelta(minutes=minutes))
    assert actions.remind(revisit, now=at) is False
    assert revisit.remind_at == (at + DAY).replace(hour=9)
    assert letters(session, "revisit_reminder") == []
    assert actions.remind(revisit, now=(at + DAY).replace(hour=9)) is True


def clear(session: Session) -> None:
    """What was written so far is taken back and counts no more."""
    session.execute(update(OutboxMessage).values(state=Delivery.CANCELLED))
    session.commit()


def test_r03_one_reminder_and_no_second(session: Session, cast: Cast) -> None:
    revisit = sent(answered(cast), now=MONDAY + HOUR)
    at = MONDAY + 2 * DAY
    assert actions.remind(revisit, now=at.replace(hour=22)) is False
    assert revisit.remind_at == (at + DAY).replace(hour=9)
    assert actions.remind(revisit, now=at) is True
    assert actions.remind(revisit, now=at) is False
    (letter,) = letters(session, "revisit_reminder")
    assert letter.facts["locator"] == invitation_of(revisit).locator


def test_r03_an_unanswered_link_goes_on_to_the_phone_list_and_stays_open(
    session: Session, cast: Cast
) -> None:
    revisit = sent(answered(cast), now=MONDAY + HOUR)
    assert list(queries.due_to_call(MONDAY + 4 * DAY)) == []
    assert list(queries.due_to_call(MONDAY + 6 * DAY)) == [revisit.id]
    actions.fall_back(revisit, now=MONDAY + 6 * DAY)
    assert (revisit.state, revisit.next_call_at) == (RevisitState.TO_CALL, MONDAY + 6 * DAY)
    invitation = invitation_of(revisit)
    assert invitation.closes_at == revisit.expires_at == (MONDAY + 20 * DAY).replace(hour=23, minute=59)
    say(revisit, 5, now=MONDAY + 7 * DAY)
    assert (revisit.state, revisit.next_call_at) == (RevisitState.ANSWERED, None)


def test_r03_a_letter_that_cannot_be_delivered_falls_back_at_once(session: Session, cast: Cast) -> None:
    case = answered(cast)
    revisit = sent(case, now=MONDAY + HOUR)
    (letter,) = letters(session, "revisit_invitation")
    letter.state = Delivery.FAILED
    session.flush()
    assert list(queries.due_to_call(MONDAY + 2 * HOUR)) == [revisit.id]
    actions.fall_back(revisit, now=MONDAY + 2 * HOUR)
    assert revisit.state is RevisitState.TO_CALL
    assert history(case.audit_name)[-1].reason == "undelivered"


@pytest.mark.parametrize(("failed", "silence"), [(False, Silence.NO_ANSWER), (True, Silence.UNDELIVERED)])
def test_r03_at_the_end_the_case_closes_as_unanswered(
    session: Session, cast: Cast, failed: bool, silence: Silence
) -> None:
    case = answered(cast, phone=None)
    revisit = sent(case, now=MONDAY + HOUR)
    if failed:
        letters(session, "revisit_invitation")[0].state = Delivery.FAILED
    assert revisit.call_from is None
    end = MONDAY + 15 * DAY
    assert list(queries.due_to_expire(end)) == [revisit.id]
    actions.expire(revisit, now=end)
    assert (revisit.state, revisit.silence) == (RevisitState.EXPIRED, silence)
    assert (case.state, case.closing) == (State.CLOSED, Closing.NO_ANSWER)
    assert [event.kind for event in history(case.audit_name)][-2:] == ["revisit.expired", "case.closed"]


def test_r03_what_the_case_has_outrun_is_taken_back(session: Session, cast: Cast) -> None:
    case = answered(cast)
    revisit = sent(case, now=MONDAY + HOUR)
    assert list(queries.out_of_place()) == []
    cases.confirm(case, False, "还是断", now=MONDAY + 2 * HOUR)
    session.commit()
    assert list(queries.out_of_place()) == [revisit.id]
    actions.cancel(revisit, now=MONDAY + 2 * HOUR)
    assert revisit.state is RevisitState.CANCELLED
    assert invitation_of(revisit).state is InvitationState.WITHDRAWN
    assert [letter.state for letter in letters(session, "revisit_invitation")] == [Delivery.CANCELLED]
    with pytest.raises(WrongState):
        actions.cancel(revisit, now=MONDAY + 2 * HOUR)


@pytest.mark.both_databases
def test_r05_a_case_closed_content_is_looked_back_on_after_thirty_days(session: Session, cast: Cast) -> None:
    case = answered(cast)
    say(sent(case, now=MONDAY + HOUR), 5, now=MONDAY + 2 * HOUR)
    assert case.closing is Closing.SATISFIED
    since = MONDAY - timedelta(days=1)
    assert list(queries.closed_without_lasting(since)) == [case.id]
    lasting = actions.plan_lasting(case, now=MONDAY + DAY)
    assert lasting is not None
    assert actions.plan_lasting(case, now=MONDAY + DAY) is None
    session.commit()
    assert list(queries.closed_without_lasting(since)) == []
    assert lasting.send_at == MONDAY + 30 * DAY + 2 * HOUR
    actions.send(lasting, now=lasting.send_at)
    assert invitation_of(lasting).version.questionnaire == "lasting_revisit"
    say(lasting, 2, solved=3, now=lasting.send_at + HOUR)
    assert (case.state, case.round) == (State.HANDLING, 2)
    assert lasting.reopened_at == lasting.send_at + HOUR


def test_r05_a_look_back_without_an_answer_changes_nothing(session: Session, cast: Cast) -> None:
    case = answered(cast)
    say(sent(case, now=MONDAY + HOUR), 4, now=MONDAY + 2 * HOUR)
    lasting = actions.plan_lasting(case, now=MONDAY + DAY)
    assert lasting is not None
    actions.send(lasting, now=lasting.send_at)
    actions.expire(lasting, now=lasting.send_at + 30 * DAY)
    assert (case.state, case.closing, case.round) == (State.CLOSED, Closing.SATISFIED, 1)
    assert revisit_of(case, RevisitKind.LASTING).silence is Silence.NO_ANSWER
