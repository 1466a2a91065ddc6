"""R-03: what a gateway says of an SMS, in whatever order and however often, ends in the same."""

from datetime import timedelta
from itertools import permutations, product

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.events.queries import history
from models.outbox.actions import (
    Told,
    claim,
    retry,
    return_to_sender,
    settle_failed,
    settle_sent,
    take_receipts,
)
from models.outbox.tables import Delivery, Means, OutboxMessage, Outcome, Receipt
from tests.cast import Cast
from tests.models.outbox.messages import queued
from tests.moments import MONDAY

PHONE = "+8613812345678"
MINUTE = timedelta(minutes=1)
FAILED, DELIVERED = Outcome.FAILED, Outcome.DELIVERED


def sms(session: Session) -> OutboxMessage:
    """One that waits."""
    message = queued("reply", to=PHONE, means=Means.SMS, now=MONDAY)
    session.commit()
    return message


def leave(message: OutboxMessage) -> None:
    """It is handed over, and the gateway takes it."""
    mine = claim(message.id, now=MONDAY)
    assert mine is not None
    settle_sent(mine, subject="", text="您好", html="", gateway_id="g-1", parts=1, now=MONDAY)


def try_in_vain(message: OutboxMessage) -> None:
    """It is handed over, and the answer gets lost."""
    mine = claim(message.id, now=MONDAY)
    assert mine is not None
    settle_failed(mine, error="no answer", waits=(5,), now=MONDAY)


def say(message: OutboxMessage, outcome: Outcome, reason: str = "") -> list[OutboxMessage]:
    told = Told(message.message_id or "", outcome, MONDAY + MINUTE, reason)
    return take_receipts([told], now=MONDAY + 2 * MINUTE)


def stands(session: Session, message: OutboxMessage) -> tuple[object, ...]:
    session.flush()
    session.refresh(message)
    return message.state, message.sent_at, message.delivered_at, message.last_error


def test_a_message_that_arrived_says_when(session: Session) -> None:
    message = sms(session)
    leave(message)
    assert say(message, DELIVERED) == []
    assert stands(session, message) == (Delivery.SENT, MONDAY, MONDAY + MINUTE, "")
    assert history(message.audit_name)[-1].kind == "message.delivered"


def test_a_message_that_failed_says_why_and_is_told_once(session: Session) -> None:
    message = sms(session)
    leave(message)
    assert say(message, FAILED, "absent") == [message]
    assert stands(session, message) == (Delivery.FAILED, None, None, "the gateway says: absent")
    assert say(message, FAILED, "absent") == []
    assert [event.kind for event in history(message.audit_name)] == ["message.bounced"]
    assert session.scalar(select(func.count(Receipt.id))) == 1


@pytest.mark.parametrize(
    "said", [*permutations((FAILED, DELIVERED)), *product((DELIVERED,), (FAILED, DELIVERED))]
)
@pytest.mark.parametrize("before_the_answer", [False, True])
def test_one_that_arrived_has_arrived_whatever_else_is_said(
    session: Session, said: tuple[Outcome, ...], before_the_answer: bool
) -> None:
    """In both orders, twice, and before our own sender has heard that it was taken."""
    message = sms(session)
    mine = claim(message.id, now=MONDAY)
    assert mine is not None

    def settle() -> None:
        settle_sent(mine, subject="", text="您好", html="", gateway_id="g-1", parts=1, now=MONDAY)

    if not before_the_answer:
        settle()
    for outcome in said:
        say(message, outcome)
    if before_the_answer:
        settle()
    state, _sent_at, delivered_at, error = stands(session, message)
    assert (state, delivered_at, error) == (Delivery.SENT, MONDAY + MINUTE, "")


def test_what_waits_for_another_try_is_not_sent_again_once_it_arrived(session: Session) -> None:
    """The answer got lost, the SMS did not."""
    message = sms(session)
    try_in_vain(message)
    say(message, DELIVERED)
    assert stands(session, message)[0] is Delivery.SENT
    assert claim(message.id, now=MONDAY + timedelta(hours=1)) is None


def test_what_waits_for_another_try_is_given_up_once_it_failed(session: Session) -> None:
    message = sms(session)
    try_in_vain(message)
    assert say(message, FAILED, "blocked") == [message]
    assert stands(session, message)[0] is Delivery.FAILED


def test_receipts_for_what_never_left_or_is_no_sms_change_nothing(session: Session) -> None:
    """A made-up one, one of a mail, one for an SMS that was not tried."""
    waiting, mail = sms(session), queued("reply", now=MONDAY)
    told = [Told(name or "", DELIVERED, MONDAY) for name in ("nobody", waiting.message_id, mail.message_id)]
    assert take_receipts(told, now=MONDAY) == []
    assert stands(session, waiting)[0] is stands(session, mail)[0] is Delivery.WAITING


def test_a_retry_by_hand_has_a_new_key(session: Session, cast: Cast) -> None:
    """The gateway would take the old one for the message that failed; late words about it are nobody's."""
    message = sms(session)
    leave(message)
    say(message, FAILED)
    old = message.message_id
    retry(message, by=cast.administrator, now=MONDAY)
    assert (message.state, message.gateway_id, message.message_id != old) == (Delivery.WAITING, None, True)
    take_receipts([Told(old or "", DELIVERED, MONDAY)], now=MONDAY)
    assert stands(session, message)[0] is Delivery.WAITING
    assert session.scalar(select(func.count(Receipt.id))) == 0


def test_a_mail_that_came_back_knows_nothing_of_receipts(session: Session) -> None:
    mail = queued("reply", now=MONDAY)
    mine = claim(mail.id, now=MONDAY)
    assert mine is not None
    settle_sent(mine, subject="s", text="t", html="h", now=MONDAY)
    session.refresh(mail)
    assert return_to_sender(mail, error="550", now=MONDAY)


@pytest.mark.both_databases
def test_what_the_other_side_says_in_signs_that_nobody_sees_can_be_kept(session: Session) -> None:
    """R-03: a zero sign in a refusal or in a returned mail would stop PostgreSQL, and the letter with it."""
    message = sms(session)
    mine = claim(message.id, now=MONDAY)
    assert mine is not None
    settle_failed(mine, error="400 bad\x00 word", waits=(5,), now=MONDAY)
    assert stands(session, message)[-1] == "400 bad word"
    session.refresh(message)
    message.state, message.sent_at = Delivery.SENT, MONDAY
    session.flush()
    assert return_to_sender(message, error="550 no\x00body", now=MONDAY)
    assert stands(session, message)[-1] == "550 nobody"
