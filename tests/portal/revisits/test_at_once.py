"""R-02: one call of a customer, however many people take it and however often its form is sent."""

import pytest
from sqlalchemy import func, select

from models.cases.tables import Case
from models.db import db
from models.revisits.tables import Revisit, RevisitAnswer, RevisitCall
from tests.cast import Cast
from tests.together import Crowd

pytestmark = pytest.mark.both_databases
BAD = {"overall": "1", "solved": "3", "wrong": "1", "attitude": "1", "speed": "1", "comment": "还是断网"}


def count(table: type[RevisitCall] | type[RevisitAnswer]) -> int:
    return db.session.scalar(select(func.count(table.id))) or 0


def test_one_of_three_callers_has_the_call(cast: Cast, case: Case, revisit: Revisit, crowd: Crowd) -> None:
    here = f"/portal/revisits/{case.number}/call"
    people = (cast.second_agent, cast.inspector)
    assert crowd.together(*[crowd.staff(person, here) for person in people]) == [303, 409]
    assert revisit.caller_id in {person.id for person in people}


def test_answers_that_are_sent_three_times_are_taken_once(cast: Cast, case: Case, crowd: Crowd) -> None:
    """The call is counted once, and the case comes back once (R-04)."""
    here = f"/portal/revisits/{case.number}"
    crowd.together(crowd.staff(cast.second_agent, f"{here}/call"))
    presses = [crowd.staff(cast.second_agent, f"{here}/answers", **BAD) for _press in range(3)]
    assert crowd.together(*presses) == [303, 409, 409]
    assert (count(RevisitCall), count(RevisitAnswer), case.round) == (1, 1, 2)


def test_a_call_without_an_answer_counts_once(cast: Cast, case: Case, revisit: Revisit, crowd: Crowd) -> None:
    here = f"/portal/revisits/{case.number}"
    crowd.together(crowd.staff(cast.second_agent, f"{here}/call"))
    presses = [crowd.staff(cast.second_agent, f"{here}/attempt", outcome="no_answer") for _press in range(3)]
    assert crowd.together(*presses) == [303, 409, 409]
    assert (count(RevisitCall), revisit.attempts) == (1, 1)
