"""R-03: a message is sent by one sender, and settled by the one that holds it."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.outbox.actions import (
    Claim,
    cancel,
    claim,
    overtake,
    postpone,
    put_back,
    settle_failed,
    settle_sent,
)
from models.outbox.queries import due_ids
from models.outbox.rules import CLAIM
from models.outbox.tables import Delivery, Means, OutboxMessage, Overtaken
from tests.models.outbox.messages import queued
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases
SECOND = timedelta(seconds=1)
WAITS = (1, 5)
WORDS = {"subject": "s", "text": "t", "html": "<p>h</p>"}


def taken(message: OutboxMessage) -> Claim:
    mine = claim(message.id, now=MONDAY)
    assert mine is not None
    return mine


def test_r03_a_message_is_claimed_once(session: Session) -> None:
    message = queued(now=MONDAY)
    mine = taken(message)
    assert claim(message.id, now=MONDAY) is None
    session.refresh(message)
    assert (message.state, message.attempts) == (Delivery.SENDING, 1)
    assert message.claimed_until == MONDAY + CLAIM == mine.until


def test_r03_what_is_not_due_is_not_claimed(session: Session) -> None:
    message = queued(now=MONDAY, not_before=MONDAY + SECOND)
    assert list(due_ids(MONDAY)) == []
    assert claim(message.id, now=MONDAY) is None
    assert list(due_ids(MONDAY + SECOND)) == [message.id]


def test_r03_a_dead_senders_claim_runs_out(session: Session) -> None:
    message = queued(now=MONDAY)
    first = taken(message)
    assert list(due_ids(MONDAY + CLAIM)) == []
    later = MONDAY + CLAIM + SECOND
    assert list(due_ids(later)) == [message.id]
    second = claim(message.id, now=later)
    assert second is not None
    assert (first.attempts, second.attempts) == (1, 2)


def test_r03_who_lost_the_claim_settles_nothing(session: Session) -> None:
    """A sender that slept past its claim must not undo what the next one does."""
    message = queued(now=MONDAY)
    slow = taken(message)
    later = MONDAY + CLAIM + SECOND
    quick = claim(message.id, now=later)
    assert quick is not None
    assert settle_failed(slow, error="too late", waits=WAITS, now=later) is False
    assert settle_sent(quick, **WORDS, now=later) is True
    assert settle_sent(slow, **WORDS, now=later) is False
    session.refresh(message)
    assert (message.state, message.sent_at, message.last_error) == (Delivery.SENT, later, "")


def test_r03_a_sent_message_keeps_its_words(session: Session) -> None:
    message = queued(now=MONDAY)
    settle_sent(taken(message), subject="主题", text="正文", html="<p>正文</p>", now=MONDAY)
    session.refresh(message)
    assert (message.subject, message.text, message.html) == ("主题", "正文", "<p>正文</p>")
    assert message.claimed_until is None
    assert list(due_ids(MONDAY + timedelta(days=9))) == []


def test_r03_failures_wait_as_the_rulebook_says_and_then_end(session: Session) -> None:
    message, now = queued(now=MONDAY), MONDAY
    for minutes in WAITS:
        mine = claim(message.id, now=now)
        assert mine is not None
        assert settle_failed(mine, error="451 later", waits=WAITS, now=now)
        session.refresh(message)
        now += timedelta(minutes=minutes)
        assert (message.state, message.not_before) == (Delivery.WAITING, now)
    mine = claim(message.id, now=now)
    assert mine is not None
    assert settle_failed(mine, error="451 still", waits=WAITS, now=now)
    session.refresh(message)
    assert (message.state, message.attempts, message.last_error) == (Delivery.FAILED, 3, "451 still")


def test_r03_a_final_failure_ends_at_once_and_its_error_is_cut(session: Session) -> None:
    message = queued(now=MONDAY)
    settle_failed(taken(message), error="x" * 900, waits=WAITS, now=MONDAY, final=True)
    session.refresh(message)
    assert (message.state, len(message.last_error)) == (Delivery.FAILED, 500)


def test_r03_a_message_put_back_has_not_been_tried(session: Session) -> None:
    message = queued(now=MONDAY)
    assert put_back(taken(message))
    session.refresh(message)
    assert (message.state, message.attempts) == (Delivery.WAITING, 0)
    assert list(due_ids(MONDAY)) == [message.id]


def test_r03_what_waits_can_be_postponed_what_is_claimed_cannot(session: Session) -> None:
    waiting, under_way = queued(now=MONDAY), queued(now=MONDAY)
    taken(under_way)
    until = MONDAY + timedelta(hours=9)
    assert postpone(waiting.id, until=until, now=MONDAY) is True
    assert postpone(under_way.id, until=until, now=MONDAY) is False
    session.refresh(waiting)
    assert (waiting.not_before, waiting.attempts) == (until, 0)


def test_r03_the_longest_waiting_comes_first(session: Session) -> None:
    late = queued(now=MONDAY)
    early = queued(now=MONDAY - timedelta(hours=1))
    assert list(due_ids(MONDAY)) == [early.id, late.id]
    assert list(due_ids(MONDAY, limit=1)) == [early.id]


def test_mail_jobs_do_not_take_text_messages(session: Session) -> None:
    sms = queued(now=MONDAY, to="+8613812345678", means=Means.SMS)
    assert list(due_ids(MONDAY)) == []
    assert list(due_ids(MONDAY, means=Means.SMS)) == [sms.id]


def test_a_message_of_the_same_name_is_queued_once(session: Session) -> None:
    first = queued(now=MONDAY, dedupe="reply:HY-1:1")
    with pytest.raises(AssertionError):
        queued(now=MONDAY, dedupe="reply:HY-1:1")
    assert list(due_ids(MONDAY)) == [first.id]


def test_cancelling_takes_back_only_what_waits(session: Session) -> None:
    waiting, other = queued(now=MONDAY), queued("reply", now=MONDAY)
    under_way = queued(now=MONDAY)
    taken(under_way)
    assert cancel("case:HY-20261123-0001", "progress") == 1
    for row in (waiting, other, under_way):
        session.refresh(row)
    assert [row.state for row in (waiting, other, under_way)] == [
        Delivery.CANCELLED,
        Delivery.WAITING,
        Delivery.SENDING,
    ]


def test_r03_only_what_is_due_is_overtaken(session: Session) -> None:
    """Not what somebody is sending, and not what left: that cannot be called back."""
    later = queued(now=MONDAY, not_before=MONDAY + SECOND)
    under_way, left = queued(now=MONDAY), queued(now=MONDAY)
    taken(under_way)
    settle_sent(taken(left), **WORDS, now=MONDAY)
    for message in (later, under_way, left):
        assert overtake(message.id, Overtaken.CLOSED, now=MONDAY) is False
    assert overtake(later.id, Overtaken.CLOSED, now=MONDAY + SECOND) is True
    session.refresh(later)
    assert (later.state, later.overtaken_by) == (Delivery.OVERTAKEN, Overtaken.CLOSED)


@pytest.mark.parametrize("state", [Delivery.SENT, Delivery.SENDING, Delivery.OVERTAKEN])
def test_the_database_refuses_a_state_without_its_moment(session: Session, state: Delivery) -> None:
    message = queued(now=MONDAY)
    message.state = state
    with pytest.raises(IntegrityError):
        session.flush()
