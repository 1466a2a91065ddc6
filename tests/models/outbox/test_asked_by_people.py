"""What operators may do with messages: send again what failed, take back what waits; each in the trail."""

import pytest
from sqlalchemy.orm import Session

from models.errors import WrongState
from models.events.queries import history
from models.outbox.actions import claim, retry, settle_failed, settle_sent, withdraw
from models.outbox.queries import due_ids
from models.outbox.tables import Delivery
from tests.cast import Cast
from tests.models.outbox.messages import queued
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases


def test_x02_a_failed_message_is_sent_again(session: Session, cast: Cast) -> None:
    message = queued(now=MONDAY)
    mine = claim(message.id, now=MONDAY)
    assert mine is not None
    settle_failed(mine, error="550 no such user", waits=(), now=MONDAY)
    session.refresh(message)
    retry(message, by=cast.administrator, now=MONDAY)
    assert (message.state, message.attempts) == (Delivery.WAITING, 0)
    assert list(due_ids(MONDAY)) == [message.id]
    (event,) = history(f"message:{message.id}")
    assert (event.kind, event.staff_id, event.facts) == (
        "message.retried",
        cast.administrator.id,
        {"before": "failed"},
    )


def test_x02_a_waiting_message_is_taken_back(session: Session, cast: Cast) -> None:
    message = queued(now=MONDAY)
    withdraw(message, by=cast.administrator, now=MONDAY)
    assert message.state is Delivery.CANCELLED
    assert [event.kind for event in history(f"message:{message.id}")] == ["message.cancelled"]
    retry(message, by=cast.administrator, now=MONDAY)
    assert message.state is Delivery.WAITING


def test_a_message_that_left_is_neither_taken_back_nor_sent_again(session: Session, cast: Cast) -> None:
    message = queued(now=MONDAY)
    mine = claim(message.id, now=MONDAY)
    assert mine is not None
    for verb in (withdraw, retry):
        session.refresh(message)
        with pytest.raises(WrongState):
            verb(message, by=cast.administrator, now=MONDAY)
    settle_sent(mine, subject="s", text="t", html="h", now=MONDAY)
    for verb in (withdraw, retry):
        session.refresh(message)
        with pytest.raises(WrongState):
            verb(message, by=cast.administrator, now=MONDAY)
    session.refresh(message)
    assert message.state is Delivery.SENT
    assert list(history(f"message:{message.id}")) == []
