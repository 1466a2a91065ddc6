"""Three kinds of questions: what they need, what an answer is worth, how they were answered (L-03)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.people.tables import Staff
from models.training import actions
from models.training.actions import QuestionDraft
from models.training.queries.quiz import (
    Answered,
    answered,
    answers_of,
    asked_in,
    bank,
    chosen_in,
    questions_of,
    quiz_of,
    wordings,
)
from models.training.queries.sessions import enrolment_of
from models.training.rules.quiz import score_of, worth
from models.training.tables import QuizQuestion, TrainingSession
from models.training.words import Assessment, Field, QuestionKind
from tests.cast import Cast
from tests.models.training.making import DAY, banked, planned
from tests.moments import MONDAY

START = MONDAY + DAY
FOUR = ("甲", "乙", "丙", "丁")


def several(cast: Cast, *right: int, **given: object) -> QuizQuestion:
    return banked(
        cast, MONDAY, "哪些属于严重投诉？", *right, options=FOUR, kind=QuestionKind.MULTIPLE, **given
    )  # type: ignore[arg-type]


def quizzed(cast: Cast) -> TrainingSession:
    session = planned(cast, MONDAY, assessment=Assessment.QUIZ, pass_mark=60)
    for person in (cast.agent, cast.handler):
        actions.enrol(session, person, by=person, now=MONDAY)
    return session


def test_l03_part_of_the_marks_for_part_of_the_answers() -> None:
    """Decision 50: the share of the right places less the share of the wrong ones, never below nothing."""
    right = (0, 1)
    for chosen, part in (
        ((0, 1), Fraction(1)),
        ((0,), Fraction(1, 2)),
        ((0, 1, 2), Fraction(1, 2)),
        ((0, 2), Fraction()),
        ((2, 3), Fraction()),
        ((0, 1, 2, 3), Fraction()),
    ):
        assert worth(right, chosen, 4) == part
    assert score_of([Fraction(1), Fraction(2, 3), Fraction()]) == 55
    assert [worth((1,), (place,), 3) for place in range(3)] == [0, 1, 0]


@given(
    st.integers(3, 10).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1), min_size=1)))
)
def test_l03_ticking_everything_is_worth_nothing(drawn: tuple[int, set[int]]) -> None:
    places, right = drawn
    if len(right) == places:
        right.pop()
    everything = range(places)
    assert worth(right, everything, places) == 0
    assert worth(right, right, places) == 1
    assert all(worth(right, right - {each}, places) < 1 for each in right)


def test_l03_each_kind_of_question_says_what_is_right(cast: Cast) -> None:
    for options, right, kind, why in (
        (("对", "对"), (0,), QuestionKind.SINGLE, "options_wanted"),
        (FOUR, (0, 1), QuestionKind.SINGLE, "no_option"),
        (FOUR, (4,), QuestionKind.SINGLE, "no_option"),
        (FOUR, (0,), QuestionKind.MULTIPLE, "several_right"),
        (FOUR, (0, 1, 2, 3), QuestionKind.MULTIPLE, "several_right"),
        (FOUR, (0, 4), QuestionKind.MULTIPLE, "several_right"),
        ((), (2,), QuestionKind.TRUE_FALSE, "no_option"),
    ):
        with pytest.raises(Invalid, match=why):
            banked(cast, MONDAY, "题", *right, options=options, kind=kind)
    stated = banked(
        cast, MONDAY, "一级投诉三个工作日办结。", 0, options=("略",), kind=QuestionKind.TRUE_FALSE
    )
    assert (stated.options, stated.right, list(stated.places)) == ([], [0], [0, 1])
    assert several(cast, 2, 0).right == [0, 2]


def test_l03_several_answers_and_true_or_false_in_one_quiz(cast: Cast) -> None:
    one = banked(cast, MONDAY, "先做什么？", 1, options=FOUR)
    many = several(cast, 0, 1)
    stated = banked(cast, MONDAY, "可以归档。", 1, options=(), kind=QuestionKind.TRUE_FALSE)
    banked(cast, MONDAY, "别的科目", field=Field.LAW)
    session = quizzed(cast)
    asked = actions.draw_quiz(session, by=cast.agent, now=START).questions
    assert sorted(asked) == [one.id, many.id, stated.id]

    def handed(person: str, chosen: dict[int, list[int]]) -> int | None:
        by = getattr(cast, person)
        order = actions.draw_quiz(session, by=by, now=START).questions
        places = [chosen[number] for number in order]
        return actions.answer_quiz(session, places, by=by, now=START).score

    for wrong in ({one.id: [0, 1]}, {many.id: []}, {many.id: [0, 0]}, {stated.id: [2]}):
        with pytest.raises(Invalid, match="every_question"):
            handed("agent", {one.id: [1], many.id: [0], stated.id: [1]} | wrong)
    assert handed("agent", {one.id: [1], many.id: [1], stated.id: [1]}) == 83
    assert handed("handler", {one.id: [1], many.id: [0, 1, 2, 3], stated.id: [0]}) == 33
    seat = enrolment_of(session, cast.agent.id)
    assert seat is not None
    quiz = quiz_of(seat)
    assert quiz is not None
    known = answers_of(quiz)
    assert {number: (each.chosen, each.points) for number, each in known.items()} == {
        one.id: ([1], 100),
        many.id: ([1], 50),
        stated.id: ([1], 100),
    }
    assert answered() == {
        one.id: Answered(2, 2, 100),
        many.id: Answered(2, 0, 25),
        stated.id: Answered(2, 1, 50),
    }
    assert [each.id for each, _seen in questions_of(session)] == [many.id, stated.id, one.id]
    assert answered(planned(cast, MONDAY)) == {}
    assert chosen_in(many) == {0: 1, 1: 2, 2: 1, 3: 1}


def test_l03_a_changed_question_leaves_drawn_quizzes_as_they_were(cast: Cast) -> None:
    """Decision 54: each wording is a row; who began before keeps theirs, who begins later has the new one."""
    one = banked(cast, MONDAY, "先做什么", 1, options=FOUR)
    banked(cast, MONDAY, "然后呢？", options=FOUR)
    session = quizzed(cast)
    before = actions.draw_quiz(session, by=cast.agent, now=START)
    better = QuestionDraft(one.field, "先做什么？", ("丙", "丁"), (0,), one.kind)
    changed = actions.change_question(one, better, by=cast.hr, now=START, seen=1)
    assert (changed.origin, changed.version, changed.audit_name) == (one.id, 2, one.audit_name)
    assert (one.text, one.right, one.retired_at) == ("先做什么", [1], START)
    assert [each.text for each in bank()] == ["先做什么？", "然后呢？"]
    later = actions.draw_quiz(session, by=cast.handler, now=START)
    assert (one.id in before.questions, one.id in later.questions, changed.id in later.questions) == (
        True,
        False,
        True,
    )
    places = [[1] if each.id == one.id else [0] for each in asked_in(before)]
    assert actions.answer_quiz(session, places, by=cast.agent, now=START).score == 100
    assert answered(questions=[one.id, changed.id]) == {one.id: Answered(1, 1, 100)}
    told = select(Event.kind).where(Event.subject == one.audit_name).order_by(Event.id)
    assert list(db.session.scalars(told)) == ["quiz_question.written", "quiz_question.changed"]


def test_l03_only_what_was_seen_is_changed_and_nothing_retired(cast: Cast) -> None:
    one = banked(cast, MONDAY, "先做什么？", 1, options=FOUR)

    def change(text: str, seen: int, by: Staff = cast.trainer, right: int = 1) -> QuizQuestion:
        wanted = QuestionDraft(one.field, text, FOUR, (right,), one.kind)
        return actions.change_question(one, wanted, by=by, now=MONDAY, seen=seen)

    with pytest.raises(NotAllowed):
        change("先听什么？", 1, cast.handler)
    with pytest.raises(Invalid, match="question_unchanged"):
        change(" 先做什么？ ", 1)
    with pytest.raises(Invalid, match="no_option"):
        change("先听什么？", 1, right=4)
    second = change("先听什么？", 1)
    with pytest.raises(Stale):
        change("先说什么？", 1)
    with pytest.raises(WrongState):
        actions.retire_question(one, by=cast.trainer, now=MONDAY)
    third = change("先做什么？", 2)
    assert [each.id for each in wordings(one)] == [third.id, second.id, one.id]
    actions.retire_question(third, by=cast.trainer, now=MONDAY)
    with pytest.raises(WrongState):
        change("先说什么？", 3)
    assert (bank(), len(wordings(third))) == ([], 3)
