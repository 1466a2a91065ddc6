"""S-06: response rates, first and last answers, and those who did not answer."""

import pytest
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.results import queries
from models.results.words import Quiet
from models.revisits.words import Silence
from models.surveys.rules.statistics import Dispositions, FivePoints, Group
from tests.cast import Cast, department
from tests.models.results.answering import DAY, chosen, many, revisited
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases


def test_what_became_of_everybody(session: Session, cast: Cast) -> None:
    """S-06: partial, refused, not reached, undelivered and never asked are listed apart."""
    many([5, 4, 3])
    revisited(2, complete=False)
    for silence in Silence:
        revisited(None, silence=silence)
    revisited(None)
    selection = chosen()
    found = queries.response(cast.inspector, selection, queries.head(cast.inspector, selection))
    assert found is not None
    assert found.dispositions == Dispositions(
        complete=3, partial=1, refused=1, not_reached=2, not_asked=4, waiting=1, undelivered=2
    )
    assert found.dispositions.rr1 == pytest.approx(3 / 14)
    assert found.reasons == dict.fromkeys(Silence, 1)


def test_only_those_asked_in_the_period(session: Session, cast: Cast) -> None:
    """S-06: the rate is over who was to be asked in the period, whenever they answered."""
    revisited(5, at=MONDAY - 40 * DAY)
    revisited(5)
    selection = chosen(since=(MONDAY - 2 * DAY).date())
    found = queries.response(cast.inspector, selection, queries.head(cast.inspector, selection))
    assert found is not None
    assert found.dispositions == Dispositions(complete=1)


def test_first_and_last_answers_are_kept_apart(session: Session, cast: Cast) -> None:
    """R-04, S-06: a case that came back has a first and a last score."""
    many([5, 4])
    back = revisited(1, at=MONDAY - 5 * DAY)
    revisited(4, case=session.get_one(Case, back.case_id))
    again = revisited(3)
    revisited(2, case=session.get_one(Case, again.case_id))
    found = queries.first_and_last(cast.inspector, chosen())
    assert found is not None
    assert found.first == FivePoints((1, 1, 1, 0, 1))
    assert found.last == FivePoints((1, 2, 0, 1, 0))
    assert (found.changed, found.better, found.worse) == (2, 1, 1)
    assert queries.first_and_last(cast.inspector, chosen("lasting")) is None


def test_those_who_did_not_answer(session: Session, cast: Cast) -> None:
    """S-06: by department, grade and days to resolve; who is still waited for is in neither group."""
    many([5, 4], grade=1, took=DAY / 2)
    many([3], code="YF", grade=2, took=5 * DAY)
    revisited(None, silence=Silence.NO_ANSWER, grade=2, took=20 * DAY)
    revisited(None)
    found = queries.silent(cast.inspector, chosen())
    js, yf = department("JS").id, department("YF").id
    assert found == {
        Quiet.DEPARTMENT: {js: Group(2, 1), yf: Group(1, 0)},
        Quiet.GRADE: {1: Group(2, 0), 2: Group(1, 1)},
        Quiet.DAYS: {0: Group(2, 0), 2: Group(1, 0), 4: Group(0, 1)},
    }
    assert queries.silent(cast.inspector, chosen("chat")) is None
