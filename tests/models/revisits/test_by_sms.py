"""R-02, R-03: who has no mail address is asked by SMS; what cannot be delivered goes on to the next means."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases import actions as cases
from models.cases.tables import Case
from models.cases.words import ContactMeans, State
from models.customers.tables import Customer
from models.events.queries import history
from models.outbox.actions import claim, note_outlet, return_to_sender, settle_failed
from models.outbox.tables import Delivery, Means, OutboxMessage
from models.revisits import actions, queries
from models.revisits.queries.letters import overtaken
from models.revisits.rules import call_again, course, next_call
from models.revisits.words import CallOutcome, RevisitState, Silence
from models.rulebook.queries import rules_at
from models.surveys.words import Reach
from tests.cast import Cast
from tests.models.cases import channels
from tests.models.revisits.answering import invitation_of, leave, say, sent
from tests.models.revisits.cases import DAY, HOUR, PHONE, answered, opened
from tests.moments import MONDAY

ASKED = MONDAY + HOUR
INVITATION, REMINDER = "revisit_invitation", "revisit_reminder"


@pytest.fixture(autouse=True)
def gateway(session: Session, cast: Cast) -> None:
    """There is a gateway for Chinese mobile numbers."""
    note_outlet(Means.SMS, open=True, countries=["86"])
    session.commit()


def letters(session: Session, kind: str) -> Sequence[OutboxMessage]:
    found = select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)
    return session.scalars(found).all()


def give_up(message: OutboxMessage) -> None:
    """It cannot be delivered."""
    mine = claim(message.id, now=max(ASKED, message.not_before))
    assert mine is not None
    settle_failed(mine, error="no such recipient", waits=(), now=ASKED, final=True)


def kinds(case: Case) -> list[str]:
    return [event.kind for event in history(case.audit_name) if event.kind.startswith("revisit.")]


def test_r02_without_a_mail_address_a_link_goes_out_by_sms_once(session: Session, cast: Cast) -> None:
    case = answered(cast, email=None)
    revisit = sent(case, now=ASKED)
    invitation = invitation_of(revisit)
    assert (revisit.state, invitation.reach) == (RevisitState.SENT, Reach.SMS)
    (sms,) = letters(session, INVITATION)
    assert (sms.means, sms.to_address) == (Means.SMS, PHONE)
    assert sms.facts["locator"] == invitation.locator
    then = course(rules_at(MONDAY), ASKED)
    assert (revisit.remind_at, revisit.call_from) == (then.remind_at, then.call_from)


def test_r02_a_landline_is_called(session: Session, cast: Cast) -> None:
    revisit = sent(answered(cast, email=None, phone="+8675512345678"), now=ASKED)
    assert (revisit.state, invitation_of(revisit).reach) == (RevisitState.TO_CALL, Reach.PHONE)


def test_r03_the_reminder_takes_the_same_way(session: Session, cast: Cast) -> None:
    revisit = sent(answered(cast, email=None), now=ASKED)
    leave(ASKED)
    assert revisit.remind_at is not None
    assert actions.remind(revisit, now=revisit.remind_at)
    (reminder,) = letters(session, REMINDER)
    assert (reminder.means, reminder.to_address) == (Means.SMS, PHONE)


def test_r03_an_sms_that_is_lost_leads_to_the_phone_list(session: Session, cast: Cast) -> None:
    case = answered(cast, email=None)
    revisit = sent(case, now=ASKED)
    assert list(queries.due_to_call(ASKED)) == []
    give_up(letters(session, INVITATION)[0])
    assert list(queries.due_to_call(ASKED)) == [revisit.id]
    actions.fall_back(revisit, now=ASKED + HOUR)
    assert revisit.state is RevisitState.TO_CALL
    assert revisit.next_call_at == next_call(rules_at(MONDAY), ASKED + HOUR)
    event = history(case.audit_name)[-1]
    assert (event.kind, event.reason) == ("revisit.to_call", "undelivered")


def test_r03_a_letter_that_is_lost_leads_to_an_sms_and_then_to_the_phone_list(
    session: Session, cast: Cast
) -> None:
    """The days for answers begin anew with the SMS; the letter's link is the same, and so is the answer."""
    case = answered(cast)
    revisit = sent(case, now=ASKED)
    locator = invitation_of(revisit).locator
    give_up(letters(session, INVITATION)[0])
    later = ASKED + DAY
    actions.fall_back(revisit, now=later)
    invitation, then = invitation_of(revisit), course(rules_at(MONDAY), later)
    assert (revisit.state, invitation.reach, invitation.locator) == (RevisitState.SENT, Reach.SMS, locator)
    assert (revisit.remind_at, revisit.call_from) == (then.remind_at, then.call_from)
    assert revisit.expires_at == invitation.closes_at == then.expires_at
    _letter, sms = letters(session, INVITATION)
    assert (sms.means, sms.to_address, sms.facts["locator"]) == (Means.SMS, PHONE, locator)
    assert overtaken(sms, later) is None
    assert list(queries.due_to_call(later)) == []
    assert actions.remind(revisit, now=then.remind_at)
    assert [each.means for each in letters(session, REMINDER)] == [Means.SMS]
    give_up(sms)
    assert list(queries.due_to_call(later)) == [revisit.id]
    actions.fall_back(revisit, now=later)
    assert revisit.state is RevisitState.TO_CALL
    assert kinds(case)[1:] == ["revisit.sent", "revisit.sent_again", "revisit.reminded", "revisit.to_call"]


def test_r03_a_letter_that_came_back_leads_to_an_sms_too(session: Session, cast: Cast) -> None:
    revisit = sent(answered(cast), now=ASKED)
    leave(ASKED)
    session.expire_all()
    assert return_to_sender(letters(session, INVITATION)[0], error="550", now=ASKED)
    actions.fall_back(revisit, now=ASKED)
    assert [each.means for each in letters(session, INVITATION)] == [Means.EMAIL, Means.SMS]


def test_r03_without_a_gateway_a_lost_letter_leads_to_the_phone_list(session: Session, cast: Cast) -> None:
    note_outlet(Means.SMS, open=False)
    revisit = sent(answered(cast), now=ASKED)
    give_up(letters(session, INVITATION)[0])
    actions.fall_back(revisit, now=ASKED)
    assert revisit.state is RevisitState.TO_CALL


def test_r03_an_unanswered_letter_is_called_about_not_written_again(session: Session, cast: Cast) -> None:
    revisit = sent(answered(cast), now=ASKED)
    leave(ASKED)
    assert revisit.call_from is not None
    actions.fall_back(revisit, now=revisit.call_from)
    assert revisit.state is RevisitState.TO_CALL
    assert len(letters(session, INVITATION)) == 1


def test_r03_quiet_hours_hold_when_an_sms_follows_a_lost_letter(session: Session, cast: Cast) -> None:
    revisit = sent(answered(cast), now=ASKED)
    give_up(letters(session, INVITATION)[0])
    actions.fall_back(revisit, now=MONDAY.replace(hour=22))
    sms = letters(session, INVITATION)[1]
    assert sms.not_before == MONDAY.replace(hour=9) + DAY


def test_r03_the_limit_a_day_counts_sms_and_letters_together(session: Session, cast: Cast) -> None:
    """Three messages about another case went to the telephone today: the SMS waits for tomorrow."""
    case = answered(cast, email=None)
    for number in range(3):
        session.add(
            OutboxMessage(
                kind="progress",
                means=Means.SMS,
                to_address=PHONE,
                language="zh",
                about="case:HY-20261101-0001",
                facts={},
                dedupe=f"other {number}",
                state=Delivery.SENT,
                sent_at=MONDAY,
                not_before=MONDAY,
            )
        )
    session.commit()
    revisit = sent(case, now=ASKED)
    assert (revisit.state, revisit.send_at) == (RevisitState.PLANNED, MONDAY + DAY)


def test_r03_who_does_not_want_to_be_asked_gets_no_sms(session: Session, cast: Cast) -> None:
    case = answered(cast)
    revisit = sent(case, now=ASKED)
    give_up(letters(session, INVITATION)[0])
    session.get_one(Customer, case.customer_id).do_not_contact_since = MONDAY
    actions.fall_back(revisit, now=ASKED)
    assert (revisit.state, revisit.silence) == (RevisitState.EXPIRED, Silence.DO_NOT_CONTACT)
    assert len(letters(session, INVITATION)) == 1


def test_r03_an_open_sms_link_is_waited_for_when_calling_ends(session: Session, cast: Cast) -> None:
    """As for a link in a mail: nobody was reached, but the customer may still tap it."""
    revisit = sent(answered(cast, email=None), now=ASKED)
    leave(ASKED)
    assert revisit.call_from is not None
    now = revisit.call_from
    actions.fall_back(revisit, now=now)
    rules = rules_at(MONDAY)
    for _ in range(rules.revisit.phone_attempts):
        assert revisit.next_call_at is not None
        now = max(now, revisit.next_call_at)
        actions.claim(revisit, by=cast.second_agent, now=now)
        actions.note(revisit, CallOutcome.NO_ANSWER, text="", again_at=None, by=cast.second_agent, now=now)
        assert revisit.next_call_at in (None, call_again(rules, now))
    assert revisit.state is RevisitState.SENT


def test_r04_an_answer_to_an_sms_reopens_and_says_how_it_came(session: Session, cast: Cast) -> None:
    case = answered(cast, email=None)
    say(sent(case, now=ASKED), 1, 3, now=ASKED + HOUR)
    assert case.round == 2
    answer = next(event for event in history(case.audit_name) if event.kind == "revisit.answered")
    assert answer.facts["reach"] == "sms"
    (reopened,) = letters(session, "reopened")
    assert reopened.means is Means.SMS


def test_r01_an_approved_result_is_told_by_sms_with_a_link(session: Session, cast: Cast) -> None:
    """The words stand on the tracking page; the customer was told, so nobody has to call."""
    case = opened(cast, email=None)
    cases.submit_result(
        case, cause="老化", done="更换", reply="已更换。", by=cast.handler, now=MONDAY, seen=None
    )
    cases.approve(case, by=cast.agent, now=MONDAY, seen=None)
    assert case.state is State.ANSWERED
    (reply,) = letters(session, "reply")
    assert (reply.means, reply.to_address) == (Means.SMS, PHONE)
    assert history(case.audit_name)[-1].facts["means"] == ContactMeans.SMS


def test_v05_a_chat_is_rated_by_sms_where_there_is_no_mail_address(session: Session, cast: Cast) -> None:
    chat = channels.chatted(cast, MONDAY, name="何先生", phone=PHONE, email=None)
    rating = actions.ask_after_chat(chat, now=MONDAY)
    assert rating is not None
    assert rating.invitation.reach is Reach.SMS
    assert [each.means for each in letters(session, "chat_rating")] == [Means.SMS]
