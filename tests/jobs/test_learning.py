"""T-05, R-03: the texts of decided cases are learned by themselves, each once, by two clocks at once too."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.learning import learn
from models.cases.tables import EVERY_TEXT, Lesson, like_count, like_sign
from tests.cast import Cast
from tests.jobs.two_clocks import at_once
from tests.models.cases.making import new, triaged
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases


def learned(session: Session) -> tuple[int | None, int | None]:
    """How many texts were counted, and how many cases are in the index."""
    session.expire_all()
    counted = session.scalar(select(like_count.c.cases).where(like_count.c.sign == EVERY_TEXT))
    return counted, session.scalar(select(func.count(like_sign.c.case_id.distinct())))


def test_t05_r03_two_clocks_at_once_learn_each_text_once(session: Session, cast: Cast) -> None:
    for n in range(6):
        triaged(cast, email=f"c{n}@example.com", phone=f"+861390000020{n}")
    session.commit()
    assert at_once(learn, MONDAY) == 6
    assert learned(session) == (6, 6)
    assert learn(MONDAY).done == 0
    assert session.scalar(select(func.count()).where(Lesson.learned_at.is_(None))) == 0


def test_t05_an_untouched_case_is_not_learned(session: Session, cast: Cast) -> None:
    """Only what a person decided says anything."""
    new()
    session.commit()
    assert learn(MONDAY).done == 0
