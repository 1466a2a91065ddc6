"""What may be the same matter told twice: the likeness of texts, and who is shown which cases (T-06)."""

from datetime import timedelta

import pytest

from models.cases.actions import forget_signs
from models.cases.queries import Told, alike_to, find_alike
from models.cases.rules.duplicates import kept, likeness, shared_words, signs
from models.cases.tables import case_sign
from models.db import db
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.models.cases.making import DAY, HOUR, new, triaged
from tests.moments import MONDAY
from tests.statements import CountStatements

OUTAGE = "家里宽带每天晚上八点以后断网，报修三次没有修好"
AGAIN = "昨天报修的宽带还是断网，晚上八点以后就上不了"
BILL = "十月账单多扣了三十九元，请退回"


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (OUTAGE, AGAIN, 0.4, 0.9),
        (OUTAGE, OUTAGE, 1, 1),
        (OUTAGE, BILL, 0, 0.1),
        ("My router drops the connection", "The connection of the router drops every day", 0.9, 1),
        ("", OUTAGE, 0, 0),
        ("😀", "的了是", 0, 0),
    ],
)
def test_t06_how_alike_two_texts_are(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(signs(one), signs(other)) <= most
    assert likeness(signs(one), signs(other)) == likeness(signs(other), signs(one))


def test_t06_the_words_that_two_texts_share_are_put_together() -> None:
    assert shared_words(AGAIN, signs(OUTAGE))[0] == "晚上八点以后"


def test_t06_what_is_kept_of_a_text_is_numbers_and_few() -> None:
    found = kept(signs(OUTAGE * 50 + AGAIN + BILL * 9))
    assert len(found) == 32
    assert all(-(2**63) <= number < 2**63 for number in found)


@pytest.mark.both_databases
def test_t06_the_customers_own_come_first_the_likely_ones_marked(cast: Cast) -> None:
    old = new(MONDAY - 40 * DAY, problem=OUTAGE)
    other_matter = new(MONDAY - DAY, problem=BILL)
    same = new(MONDAY - 2 * DAY, problem=OUTAGE)
    stranger = new(MONDAY - DAY, problem=OUTAGE, phone="+8613500000001", email="x@example.com", name="孙")
    new(MONDAY - DAY, problem=BILL, phone="+8613500000002", email="y@example.com", name="李")
    told = Told(AGAIN, phone="+8613812345678")
    found = find_alike(told, cast.agent, rules_at(MONDAY), now=MONDAY)
    assert [each.case for each in found.own] == [same, other_matter, old]
    assert [each.case for each in found.likely] == [same]
    assert "晚上八点以后" in found.own[0].words
    assert [each.case for each in found.others] == [stranger]
    by_mail = Told(AGAIN, email="zhao@example.com")
    assert find_alike(by_mail, cast.agent, rules_at(MONDAY), now=MONDAY).likely == found.likely
    nobody = find_alike(Told("", phone="+8613300000000"), cast.agent, rules_at(MONDAY), now=MONDAY)
    assert not nobody


@pytest.mark.both_databases
def test_t06_everybody_finds_only_what_they_may_see(cast: Cast) -> None:
    """X-01, X-03: a department its own cases; who may not reveal telephones finds nothing by trying them."""
    mine = triaged(cast, MONDAY - DAY, problem=OUTAGE)
    new(MONDAY - DAY, problem=OUTAGE, phone="+8613500000001", email="x@example.com")
    told = Told(AGAIN, phone="+8613812345678")
    rules = rules_at(MONDAY)
    by_head = find_alike(told, cast.head, rules, now=MONDAY)
    assert ([each.case for each in by_head.own], list(by_head.others)) == ([mine], [])
    assert not find_alike(told, cast.stranger, rules, now=MONDAY)
    plain = find_alike(told, cast.plain, rules, now=MONDAY)
    assert not plain


def test_t06_a_case_that_came_by_the_public_form_is_compared_with_the_others(cast: Cast) -> None:
    earlier = new(MONDAY - DAY, problem=OUTAGE)
    case = new(MONDAY, problem=AGAIN)
    found = alike_to(case, cast.agent, rules_at(MONDAY), now=MONDAY)
    assert [each.case for each in found.likely] == [earlier]


def test_t06_the_check_asks_few_queries_however_many_cases(cast: Cast, statements: CountStatements) -> None:
    rules, counts = rules_at(MONDAY), []
    for _more in range(2):
        for place in range(6):
            new(MONDAY - HOUR, problem=OUTAGE, phone=f"+86135000000{place:02}", email=None)
            new(MONDAY - HOUR, problem=OUTAGE)
        db.session.flush()
        with statements() as seen:
            find_alike(Told(AGAIN, phone="+8613812345678"), cast.agent, rules, now=MONDAY)
        counts.append(seen.count)
    assert counts[0] == counts[1] <= 4


def test_t06_old_cases_are_forgotten_by_the_index_and_still_found_by_their_customer(cast: Cast) -> None:
    new(MONDAY - 31 * DAY, problem=OUTAGE)
    old = new(MONDAY - 29 * DAY, problem=OUTAGE)
    later = MONDAY + 2 * DAY
    assert forget_signs(now=later) > 0
    assert forget_signs(now=later) == 0
    assert db.session.query(case_sign).count() == 0
    told = Told(AGAIN, phone="+8613812345678")
    found = find_alike(told, cast.agent, rules_at(later), now=later + timedelta(minutes=1))
    assert old in [each.case for each in found.own]
    assert found.likely == []
