"""T-05: what was decided before on like texts is found, votes, and is named with its cases."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases import actions
from models.cases.queries import decided_alike, to_learn
from models.cases.rules.likeness import KEEPING_ALL, LEAST_TOLD, MOST_KEPT, MOST_ROWS, kept, signs, telling
from models.cases.tables import EVERY_TEXT, Case, Lesson, like_count, like_sign
from models.cases.words import Confidence, Kind
from models.db import db
from models.rulebook.queries import rules_at
from tests.cast import Cast, department
from tests.models.cases.making import DAY, decision, new
from tests.moments import MONDAY
from tests.statements import CountStatements

GATE = "小区门口的星河智慧亭刷脸总是不认人，老人孩子进不了门，物业说归你们管"
AGAIN = "星河智慧亭又不认人了，刷脸刷了半天，孩子放学进不了门"
OTHER = "请问下个月的缴费日期能不能改到发工资以后，现在总是提前被划走"


def decided(cast: Cast, problem: str = GATE, **changes: object) -> Case:
    """A case whose text was learned after somebody decided."""
    case = new(problem=problem)
    actions.triage(case, decision(**changes), by=cast.agent, now=MONDAY, seen=case.version)
    learn_all()
    return case


def learn_all() -> None:
    """What the job does."""
    for lesson_id in to_learn(100):
        actions.learn(db.session.get_one(Lesson, lesson_id), now=MONDAY)


def lesson_of(case: Case) -> Lesson:
    return db.session.scalars(select(Lesson).where(Lesson.case_id == case.id)).one()


# Signs, without a database


def test_signs_are_pairs_and_words_without_digits() -> None:
    """X-03: no telephone number, date or amount is a sign; case and width do not matter."""
    assert len(signs("断网了")) == 2
    assert signs("WiFi断网 13812345678") == signs("ｗｉｆｉ，断网。2026-11-21")
    assert signs("No. 42, a 98 元") == frozenset()
    assert EVERY_TEXT not in signs(GATE)


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    assert len(signs("断" + "网络" * 100_000)) == 3


def test_the_rarest_signs_that_others_used_are_kept() -> None:
    """While little is known everything is kept."""
    found = range(1, 101)
    counts = {sign: sign for sign in range(1, 61)}
    assert set(kept(found, counts, KEEPING_ALL)) == set(range(1, MOST_KEPT + 1))
    assert set(kept(found, counts, KEEPING_ALL - 1)) == set(found)


def test_what_is_looked_for_is_bounded() -> None:
    """X-08: however often the signs occur, no more rows are read than this."""
    common = dict.fromkeys(range(1, 41), MOST_ROWS // 4)
    assert len(telling(common, common, 1_000_000)) == 4
    huge = dict.fromkeys(range(1, 41), 10 * MOST_ROWS)
    assert len(telling(huge, huge, 1_000_000)) == 1


def test_a_text_of_few_known_signs_is_like_no_other() -> None:
    few = dict.fromkeys(range(1, LEAST_TOLD), 3)
    assert telling(range(1, 100), few, 1000) == {}


# With a database


@pytest.mark.both_databases
def test_a_like_text_is_found_with_what_was_decided(session: Session, cast: Cast) -> None:
    """The same matter in other words: its number, category, department, grade and criteria."""
    earlier = decided(
        cast,
        category="account_security",
        department_id=department("YF").id,
        grade=2,
        criteria=("partial_failure",),
    )
    decided(cast, OTHER, category="fees_charge", department_id=department("CW").id)
    (found,) = [each for each in decided_alike(AGAIN, rules_at(MONDAY)) if each.likeness > 0.2]
    assert (found.number, found.category, found.department, found.grade, found.criteria) == (
        earlier.number,
        "account_security",
        "YF",
        2,
        ("partial_failure",),
    )
    assert decided_alike(GATE, rules_at(MONDAY))[0].likeness == 1.0


@pytest.mark.both_databases
def test_earlier_decisions_decide_where_words_do_not(session: Session, cast: Cast) -> None:
    """T-05: three like cases went to research as a function that fails; so is the fourth suggested."""
    first = new(problem=GATE)
    assert first.suggestion["category"] != "product_function"
    assert first.suggestion["votes"] == []
    told = {"category": "product_function", "department_id": department("ZL").id, "criteria": ()}
    numbers = {decided(cast, GATE, **told).number for _ in range(3)}
    fourth = new(problem=AGAIN).suggestion
    assert (fourth["category"], fourth["department"], fourth["grade"]) == ("product_function", "ZL", 2)
    (vote,) = fourth["votes"]
    assert (vote["category"], vote["weight"], set(vote["cases"])) == ("product_function", 9, numbers)


@pytest.mark.both_databases
def test_a_correction_counts_from_then_on(session: Session, cast: Cast) -> None:
    """A vote is what the case is now, not what was thought first; its text need not be learned again."""
    case = decided(cast, GATE, category="fees_charge", department_id=department("CW").id)
    assert decided_alike(GATE, rules_at(MONDAY))[0].category == "fees_charge"
    corrected = decision(category="network_fault", reason="看错了")
    actions.triage(case, corrected, by=cast.agent, now=MONDAY + DAY, seen=case.version)
    assert to_learn(10) == []
    assert decided_alike(GATE, rules_at(MONDAY))[0].category == "network_fault"


@pytest.mark.both_databases
def test_the_first_decision_leaves_a_lesson(session: Session, cast: Cast) -> None:
    """What had been suggested, and the month in Shanghai; a second decision leaves none."""
    case = new(problem="家里断网，赶紧派人来")
    actions.triage(case, decision(), by=cast.agent, now=MONDAY, seen=case.version)
    lesson = lesson_of(case)
    assert (lesson.month, lesson.category, lesson.grade, lesson.urgent, lesson.department) == (
        "2026-11",
        "network_fault",
        2,
        True,
        "JS",
    )
    assert (lesson.confidence, lesson.learned_at) == (Confidence.MEDIUM, None)
    actions.triage(case, decision(grade=1, reason="轻微"), by=cast.agent, now=MONDAY, seen=case.version)
    assert session.scalar(select(func.count()).select_from(Lesson)) == 1


@pytest.mark.both_databases
def test_learning_counts_every_sign_and_keeps_the_case(session: Session, cast: Cast) -> None:
    """Two texts learned: what both have is counted twice."""
    decided(cast, GATE)
    decided(cast, AGAIN)
    session.flush()
    counts = {row.sign: row.cases for row in session.execute(select(like_count))}
    assert counts[EVERY_TEXT] == 2
    assert {counts[sign] for sign in signs("星河智慧亭")} == {2}
    assert session.scalar(select(func.count(like_sign.c.case_id.distinct()))) == 2
    assert all(each.learned_at == MONDAY for each in session.scalars(select(Lesson)))


@pytest.mark.both_databases
def test_a_text_without_signs_is_learned_too(session: Session, cast: Cast) -> None:
    """An empty or foreign text is counted, finds nothing, and is never tried again."""
    case = new(problem="？！ 42", title="…", kind=Kind.INQUIRY)
    told = decision(kind=Kind.INQUIRY, grade=None)
    actions.triage(case, told, by=cast.agent, now=MONDAY, seen=case.version)
    learn_all()
    assert to_learn(10) == []
    assert decided_alike("？！ 42", rules_at(MONDAY)) == []


def test_it_costs_two_queries_at_any_number(
    session: Session, cast: Cast, statements: CountStatements
) -> None:
    """X-08: however many like cases there are."""
    decided(cast, GATE)
    rules = rules_at(MONDAY)
    with statements() as one:
        decided_alike(AGAIN, rules)
    for _ in range(4):
        decided(cast, GATE)
    rules = rules_at(MONDAY)
    with statements() as five:
        assert len(decided_alike(AGAIN, rules)) == 5
    assert (one.count, five.count) == (2, 2)
