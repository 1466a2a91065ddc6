"""A voice becomes a case (V-02, V-08, H-01)."""

import pytest

from models.cases.queries import due_times_of
from models.cases.words import Channel, DueKind, State
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.cases.loop.reading import kinds, letters, notices
from tests.models.cases.making import HOUR, new

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]


def test_a_voice_becomes_a_numbered_case_that_is_acknowledged(cast: Cast) -> None:
    """V-02, V-08, H-01: number, customer, first-response clock, acknowledgement, notice to service."""
    case = new()

    assert (case.number, case.state, case.channel) == ("HY-20261123-0001", State.NEW, Channel.WEB)
    assert case.title == "从上周三开始，每天晚上八点以后宽带就断网，报修了…"
    assert case.customer.phone == "+8613812345678"
    assert [(due.kind, due.ended_at) for due in due_times_of(case)] == [(DueKind.FIRST_RESPONSE, None)]
    assert case.due_kind is DueKind.FIRST_RESPONSE
    assert letters(case) == ["acknowledgement"]
    assert notices(case) == {(cast.agent.id, "case_new"), (cast.second_agent.id, "case_new")}
    assert kinds(case) == ["case.opened"]


def test_numbers_count_on_through_the_day_and_begin_anew_at_midnight(cast: Cast) -> None:
    """V-02: the day is a day in Shanghai."""
    late = MONDAY.replace(hour=23, minute=59)
    numbers = [new(MONDAY).number, new(late).number, new(late + HOUR).number]
    assert numbers == ["HY-20261123-0001", "HY-20261123-0002", "HY-20261124-0001"]


def test_the_same_form_sent_twice_is_one_case(cast: Cast) -> None:
    """V-08: a double click registers once."""
    first = new(submission="ABC123")
    again = new(submission="ABC123")
    assert again is first
    assert letters(first) == ["acknowledgement"]


def test_the_same_customer_is_known_again_and_not_overwritten(cast: Cast) -> None:
    """V-02: what a stranger types into a form does not change what we know."""
    first = new()
    again = new(name="赵某", account="YF-0755-88213")
    assert again.customer_id == first.customer_id
    assert (again.customer.name, again.customer.account) == ("赵玉兰", "YF-0755-88213")
    assert again.contact_name == "赵某"
