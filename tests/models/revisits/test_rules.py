"""What an answer means, and when customers are asked (R-02, R-03, R-04)."""

from datetime import datetime

import pytest

from models.clock import SHANGHAI
from models.revisits.rules import (
    Reading,
    Verdict,
    call_again,
    course,
    heard_at,
    may_be_called_at,
    plan_first,
    plan_lasting,
    read,
    verdict,
    window_end,
    words_of,
)
from models.revisits.words import Solved
from models.rulebook.document import Rules, parse
from models.rulebook.installed import first_document
from models.surveys.rules.answers import Answer


@pytest.fixture(scope="module")
def rules() -> Rules:
    return parse(first_document())


def shanghai(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("score", "solved", "expected"),
    [
        (5, Solved.YES, Verdict.SATISFIED),
        (4, Solved.PARTLY, Verdict.SATISFIED),
        (4, None, Verdict.SATISFIED),
        (3, Solved.YES, Verdict.NEUTRAL),
        (3, Solved.PARTLY, Verdict.NEUTRAL),
        (2, Solved.YES, Verdict.DISSATISFIED),
        (1, None, Verdict.DISSATISFIED),
        (5, Solved.NO, Verdict.NOT_SOLVED),
        (3, Solved.NO, Verdict.NOT_SOLVED),
        (1, Solved.NO, Verdict.DISSATISFIED),
    ],
)
def test_r04_what_an_answer_says(score: int, solved: Solved | None, expected: Verdict, rules: Rules) -> None:
    assert verdict(Reading(score, solved), rules) is expected
    assert expected.reopens == (expected in (Verdict.DISSATISFIED, Verdict.NOT_SOLVED))


def test_r04_the_rulebook_decides_what_reopens(rules: Rules) -> None:
    document = first_document()
    revisit = dict(document["revisit"])
    revisit["scale"] = [point | {"reopens": point["value"] == 1} for point in revisit["scale"]]
    revisit["unsolved_reopens"] = False
    milder = parse(dict(document) | {"revisit": revisit})
    assert verdict(Reading(2, Solved.NO), milder) is Verdict.NEUTRAL
    assert verdict(Reading(5, Solved.NO), milder) is Verdict.SATISFIED
    assert verdict(Reading(1, Solved.YES), milder) is Verdict.DISSATISFIED


def test_r04_nothing_is_read_before_the_five_points_are_given() -> None:
    assert read({}) is None
    assert read({"solved": Answer({"": 3})}) is None
    assert read({"overall": Answer({"": 2})}) == Reading(2, None)
    assert read({"overall": Answer({"": 2}), "solved": Answer({"": 3})}) == Reading(2, Solved.NO)
    assert words_of({"comment": Answer(text="还行"), "missing": Answer(text="退我钱")}) == "退我钱\n还行"


@pytest.mark.parametrize(
    ("answered_at", "send_at", "due_at"),
    [
        # an hour later, and by the end of the third working day
        (shanghai(11, 23, 10), shanghai(11, 23, 11), shanghai(11, 26, 18)),
        # nobody is written to at night
        (shanghai(11, 23, 19, 30), shanghai(11, 24, 9), shanghai(11, 26, 18)),
        # Friday evening: customers read on Saturday, working days begin on Monday
        (shanghai(11, 27, 21), shanghai(11, 28, 9), shanghai(12, 2, 18)),
        # before National Day: the holiday does not count, its make-up Saturday does
        (shanghai(9, 30, 17), shanghai(9, 30, 18), shanghai(10, 10, 18)),
    ],
)
def test_r02_within_three_working_days_and_never_at_night(
    answered_at: datetime, send_at: datetime, due_at: datetime, rules: Rules
) -> None:
    plan = plan_first(rules, answered_at)
    assert (plan.send_at, plan.due_at) == (send_at, due_at)


def test_r03_a_reminder_then_the_phone_list_then_the_end(rules: Rules) -> None:
    then = course(rules, shanghai(11, 23, 11))
    assert then.remind_at == shanghai(11, 25, 18)
    assert then.call_from == shanghai(11, 28, 11)
    assert then.expires_at == shanghai(12, 7, 23, 59)


def test_r03_the_window_ends_with_a_day_in_shanghai(rules: Rules) -> None:
    assert window_end(rules, shanghai(12, 20, 0, 30)) == shanghai(1, 3, 23, 59, year=2027)


def test_r03_nobody_is_called_at_night(rules: Rules) -> None:
    assert call_again(rules, shanghai(11, 23, 10)) == shanghai(11, 23, 14)
    assert call_again(rules, shanghai(11, 23, 17)) == shanghai(11, 24, 9)


def test_r05_the_look_back_is_thirty_days_later(rules: Rules) -> None:
    plan = plan_lasting(rules, shanghai(11, 23, 22))
    assert plan.send_at == shanghai(12, 24, 9)
    assert plan.due_at > plan.send_at


@pytest.mark.parametrize(
    ("tapped_at", "heard"),
    [
        (shanghai(11, 23, 10), shanghai(11, 23, 11)),
        (shanghai(11, 23, 11, 30), shanghai(11, 23, 14)),
        (shanghai(11, 27, 20), shanghai(11, 30, 10)),
    ],
)
def test_s05_left_half_finished_is_heard_after_a_working_hour(
    tapped_at: datetime, heard: datetime, rules: Rules
) -> None:
    assert heard_at(rules, tapped_at) == heard


@pytest.mark.parametrize(
    ("now", "next_call_at", "wished", "may"),
    [
        # in the hours: now, or when it is time
        (shanghai(11, 23, 10), shanghai(11, 23, 9), False, shanghai(11, 23, 10)),
        (shanghai(11, 23, 10), shanghai(11, 23, 14), False, shanghai(11, 23, 14)),
        # at night: in the morning
        (shanghai(11, 23, 21), shanghai(11, 23, 14), False, shanghai(11, 24, 9)),
        # the customer wished for nine in the evening
        (shanghai(11, 23, 10), shanghai(11, 23, 21), True, shanghai(11, 23, 21)),
        (shanghai(11, 23, 21, 20), shanghai(11, 23, 21), True, shanghai(11, 23, 21, 20)),
        (shanghai(11, 24, 0, 30), shanghai(11, 23, 21), True, shanghai(11, 24, 9)),
        # a wish for the afternoon is no leave to call at night
        (shanghai(11, 23, 21), shanghai(11, 23, 15), True, shanghai(11, 24, 9)),
    ],
)
def test_r03_when_a_customer_on_the_phone_list_may_be_called(
    now: datetime, next_call_at: datetime, wished: bool, may: datetime, rules: Rules
) -> None:
    assert may_be_called_at(rules, now, next_call_at, wished=wished) == may
