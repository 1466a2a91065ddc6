"""A case study names typical cases of the library, which lead to each other (L-02, L-05)."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.db import db
from models.errors import Invalid
from models.library import actions as library
from models.training import actions
from models.training.queries.lessons import lessons_of, sessions_studying
from models.training.rules.cases import numbers_in, words_beside
from models.training.tables import SessionLesson
from models.training.words import Method
from tests.cast import Cast
from tests.models.library.telling import published, told
from tests.models.training.making import draft, planned
from tests.moments import MONDAY


def test_l05_a_session_studies_cases_of_the_library(session: Session, cast: Cast) -> None:
    lesson = published(cast, told(cast))
    made = planned(cast, MONDAY, method=Method.CASE_STUDY, cases=f"{lesson.number.lower()} 先看同楼工单")
    assert (lessons_of(made), sessions_studying(lesson)) == ([lesson], [made])
    changed = draft(cast, MONDAY)
    actions.change_session(made, changed, by=cast.trainer, now=MONDAY, seen=None)
    assert (lessons_of(made), db.session.scalar(select(func.count(SessionLesson.id)))) == ([], 0)


def test_l05_without_a_case_that_can_be_read_it_is_no_case_study(session: Session, cast: Cast) -> None:
    lesson = published(cast, told(cast))
    for words, why in (
        ("", "no_cases"),
        ("两个断网的案例", "no_library_case"),
        (f"{lesson.number}、L2026-9999", "lesson_unknown"),
    ):
        with pytest.raises(Invalid, match=why):
            planned(cast, MONDAY, method=Method.CASE_STUDY, cases=words)
    made = planned(cast, MONDAY, method=Method.CASE_STUDY, cases=lesson.number)
    library.withdraw_lesson(lesson, "客户要求删除", by=cast.hr, now=MONDAY)
    assert lessons_of(made) == [lesson]  # it stays as a number that can be read no more
    with pytest.raises(Invalid, match="lesson_unknown"):
        planned(cast, MONDAY, method=Method.CASE_STUDY, cases=lesson.number)


def test_l05_numbers_are_found_in_words() -> None:
    said = "l2026-0001、L2026-0002：先看同楼工单\nL2026-0001\nXL2026-0003 L20-1"
    assert numbers_in(said) == ["L2026-0001", "L2026-0002"]
    assert words_beside("L2026-0001\nL2026-0002 先看同楼工单") == "先看同楼工单"
