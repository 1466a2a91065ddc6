"""The trainer's figures of a year, by hand (M-02, L-03)."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import SHANGHAI
from models.training.queries.board import Taught, taught_in, years_taught
from models.training.tables import Enrolment
from models.training.words import Attendance, Field
from tests.cast import Cast, department
from tests.models.training.test_effect import DAY, TRAINED_ON, held, team
from tests.statements import CountStatements


@pytest.mark.both_databases
def test_m02_a_year_of_training_by_hand(session: Session, cast: Cast) -> None:
    """Two sessions of two hours in August, one in September; one person left early, two of three passed."""
    people = team(session, 4)
    others = team(session, 1, "YF")
    first = held(cast, people)
    held(cast, [people[0], *others], TRAINED_ON + DAY)
    held(cast, people[:1], TRAINED_ON + 30 * DAY)
    held(cast, people, datetime(2025, 8, 12, 10, 0, tzinfo=SHANGHAI))
    seats = session.scalars(select(Enrolment).where(Enrolment.session_id == first.id).order_by(Enrolment.id))
    for seat, passed in zip(seats, (True, True, False), strict=False):
        seat.passed, seat.score = passed, 80 if passed else 40
    early = session.scalars(
        select(Enrolment).where(Enrolment.session_id == first.id, Enrolment.staff_id == people[3].id)
    ).one()
    early.attendance, early.reason = Attendance.LEFT_EARLY, "客户来电"
    session.flush()
    found = taught_in(2026)
    assert found.months[7] == Taught(2, 240, 6, 5, 3, 2)
    assert found.months[8] == Taught(1, 120, 1, 1, 0, 0)
    assert found.whole == Taught(3, 360, 7, 6, 3, 2)
    assert found.whole.attendance is not None
    assert (found.whole.attendance.hits, found.whole.attendance.n) == (6, 7)
    assert taught_in(2025).whole.sessions == 1
    assert taught_in(2026, field=Field.LAW).whole == Taught()
    assert taught_in(2026, department=department("YF").id).whole == Taught(1, 120, 1, 1, 0, 0)
    assert years_taught(TRAINED_ON.date()) == [2026, 2025]


def test_m02_a_year_is_one_query_whatever_it_holds(
    session: Session, cast: Cast, statements: CountStatements
) -> None:
    held(cast, team(session, 2))
    with statements() as one:
        taught_in(2026)
    held(cast, team(session, 2, "YF"), TRAINED_ON + DAY)
    with statements() as more:
        taught_in(2026)
    assert (one.count, more.count) == (1, 1)
