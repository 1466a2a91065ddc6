"""A customer presses a button several times at the same moment, or has two pages of one case open."""

import pytest
from sqlalchemy import func, select

from models.cases.tables import Confirmation, Contact
from models.cases.words import Direction, State
from models.db import db
from models.events.queries import history
from tests.cast import Cast
from tests.models.cases.making import answered, taken
from tests.moments import MONDAY
from tests.together import Crowd

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def on_monday(at: object) -> None:
    at(MONDAY)  # type: ignore[operator]


def test_one_word_a_round(cast: Cast, crowd: Crowd) -> None:
    """R-01: content or not, and the case goes one way."""
    case = answered(cast)
    answers = crowd.together(
        crowd.customer(case, "confirmation", satisfied="yes"),
        crowd.customer(case, "confirmation", satisfied="no", text="没有修好"),
        crowd.customer(case, "confirmation", satisfied="no", text="没有修好"),
    )
    assert answers == [303, 409, 409]
    (said,) = db.session.scalars(select(Confirmation).where(Confirmation.case_id == case.id))
    assert (case.state, case.round) == ((State.CLOSED, 1) if said.satisfied else (State.HANDLING, 2))


def test_the_limit_of_a_day_holds(cast: Cast, crowd: Crowd) -> None:
    """H-08: pressing four times at once is pressing once."""
    case = taken(cast)
    assert crowd.together(*[crowd.customer(case, "pressing") for _press in range(4)]) == [303, 422, 422, 422]
    assert [event.kind for event in history(case.audit_name)].count("case.pressed") == 1


def test_the_same_words_four_times_are_said_once(cast: Cast, crowd: Crowd) -> None:
    case = taken(cast)
    assert (
        crowd.together(*[crowd.customer(case, "words", text="昨晚又断了") for _press in range(4)])
        == [303] * 4
    )
    said = select(func.count(Contact.id)).where(Contact.case_id == case.id, Contact.direction == Direction.IN)
    assert db.session.scalar(said) == 1


def test_a_case_is_withdrawn_once(cast: Cast, crowd: Crowd) -> None:
    case = taken(cast)
    assert crowd.together(*[crowd.customer(case, "withdrawal", text="不用了") for _press in range(3)]) == [
        303,
        409,
        409,
    ]
    assert [event.kind for event in history(case.audit_name)].count("case.withdrawn") == 1
