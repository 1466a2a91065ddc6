"""R-03: when customers may be written to, and how often."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from models.clock import SHANGHAI
from models.outbox.actions import claim, settle_sent
from models.outbox.queries import sent_since, thread_of
from models.outbox.rules import after_limit, may_leave_at, retry_after
from models.rulebook.document import Rules, parse
from models.rulebook.installed import first_document
from tests.models.outbox.messages import queued
from tests.moments import MONDAY

HOUR = timedelta(hours=1)
MIDNIGHT = datetime(2026, 11, 23, 23, 59, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return parse(first_document())


def test_r03_by_day_a_letter_leaves_at_once(rules: Rules) -> None:
    assert may_leave_at("reply", rules, MONDAY) == MONDAY


def test_r03_in_quiet_hours_it_waits_for_the_morning(rules: Rules) -> None:
    leave_at = may_leave_at("reply", rules, MIDNIGHT)
    assert leave_at == rules.calendar(rules.contact.calendar).next_open(MIDNIGHT)
    assert leave_at > MIDNIGHT


@pytest.mark.parametrize("kind", ["acknowledgement", "reopened", "withdrawn"])
def test_r03_what_answers_the_customer_leaves_at_any_hour(rules: Rules, kind: str) -> None:
    assert may_leave_at(kind, rules, MIDNIGHT) == MIDNIGHT
    assert after_limit([MIDNIGHT - HOUR] * 9, kind, rules, MIDNIGHT) == MIDNIGHT


def test_r03_beyond_the_limit_a_day_it_waits_until_there_is_room(rules: Rules) -> None:
    most = rules.contact.messages_a_day
    sent = [MONDAY - timedelta(hours=most - n) for n in range(most)]
    assert after_limit(sent[1:], "reply", rules, MONDAY) == MONDAY
    assert after_limit(sent, "reply", rules, MONDAY) == sent[0] + timedelta(days=1)
    earlier = [sent[0] - HOUR, *sent]
    assert after_limit(earlier, "reply", rules, MONDAY) == sent[0] + timedelta(days=1)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15)])
def test_r03_each_failure_waits_longer(attempts: int, minutes: int) -> None:
    assert retry_after(attempts, (1, 5, 15)) == timedelta(minutes=minutes)


def test_r03_after_the_last_wait_it_is_given_up() -> None:
    assert retry_after(4, (1, 5, 15)) is None
    assert retry_after(1, ()) is None


@pytest.mark.both_databases
def test_r03_what_was_sent_lately_is_counted_by_address(session: Session) -> None:
    for kind, to, hours in (
        ("reply", "a@example.com", 30),
        ("reply", "a@example.com", 3),
        ("acknowledgement", "a@example.com", 2),
        ("reply", "b@example.com", 1),
        ("progress", "a@example.com", 1),
    ):
        message = queued(kind, to=to, now=MONDAY - timedelta(days=3))
        mine = claim(message.id, now=MONDAY)
        assert mine is not None
        settle_sent(mine, subject="s", text="t", html="h", now=MONDAY - timedelta(hours=hours))
    queued("reply", to="a@example.com", now=MONDAY)
    since = MONDAY - timedelta(days=1)
    assert list(sent_since("a@example.com", since, besides=("acknowledgement",))) == [
        MONDAY - 3 * HOUR,
        MONDAY - HOUR,
    ]


@pytest.mark.both_databases
def test_v04_a_thread_is_what_left_before_about_the_row_to_the_person(session: Session) -> None:
    first, second, elsewhere, waiting = (
        queued(now=MONDAY),
        queued("reply", now=MONDAY),
        queued(now=MONDAY, about="case:HY-20261123-0002"),
        queued(now=MONDAY),
    )
    for hours, message in enumerate((second, first, elsewhere), start=1):
        mine = claim(message.id, now=MONDAY)
        assert mine is not None
        settle_sent(mine, subject="s", text="t", html="h", now=MONDAY + hours * HOUR)
    assert list(thread_of(waiting)) == [second.message_id, first.message_id]
    assert list(thread_of(first)) == [second.message_id]
