"""The clock of inspections: draws once, hands failures on once, also with two clocks at once (Q-01, Q-03)."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs import inspections
from jobs.job import Tally
from models.accountability.tables import MatterCandidate
from models.inspection.actions import object_to, report_correction
from models.inspection.tables import Draw, Inspection
from models.inspection.words import InspectionState
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.jobs.conftest import RunJob
from tests.jobs.two_clocks import at_once
from tests.models.cases.making import DAY, HOUR
from tests.models.inspection.making import (
    LATER,
    MONTH,
    again,
    bureau,
    closed,
    correction_of,
    drawn,
    failed,
    published,
)
from tests.models.supervision.making import planned
from tests.moments import MONDAY

FIRST = LATER.replace(day=1)
"""The first of the month after the cases were closed."""


def test_q01_the_clock_draws_on_the_day_of_the_rulebook_once(
    cast: Cast, session: Session, run_job: RunJob
) -> None:
    """Not before day 3, not without a checklist; nobody's name stands under it."""
    assert run_job("inspections-draw", FIRST + 2 * DAY) == Tally()
    published(bureau(cast))
    closed(cast)
    session.commit()
    assert run_job("inspections-draw", FIRST + DAY) == Tally()
    assert run_job("inspections-draw", FIRST + 2 * DAY) == Tally(done=1)
    assert run_job("inspections-draw", FIRST + 3 * DAY) == Tally()
    draw = session.scalars(select(Draw)).one()
    assert (draw.month, draw.by_id, draw.drawn) == (MONTH, None, 1)


def test_q01_two_clocks_at_once_draw_once(cast: Cast, session: Session) -> None:
    people = bureau(cast)
    published(people)
    closed(cast)
    session.commit()
    assert at_once(inspections.draw, FIRST + 2 * DAY) == 1
    assert session.scalar(select(func.count()).select_from(Draw)) == 1
    session.commit()
    made = session.scalars(select(Inspection)).one()
    assert made.state is InspectionState.DRAWN


def test_a02_two_clocks_at_once_hand_a_failure_on_once(cast: Cast, session: Session) -> None:
    people = bureau(cast)
    published(people)
    closed(cast)
    made = failed(drawn(people))
    assert made.object_until is not None
    over = made.object_until + timedelta(minutes=1)
    session.commit()
    assert at_once(inspections.note, over) == 1
    assert session.scalar(select(func.count()).select_from(MatterCandidate)) == 1


def test_h04_two_clocks_at_once_remind_of_what_is_late_once(cast: Cast, session: Session) -> None:
    """Q-01: a sheet, then an objection, then a check, each when its time is over; late ones once."""
    people = bureau(cast)
    published(people)
    closed(cast)
    made = drawn(people)
    session.commit()
    assert inspections.remind_of_late(made.due_at - timedelta(minutes=1)) == Tally()
    assert at_once(inspections.remind_of_late, made.due_at) == len(made.sheets)
    session.commit()
    made = failed(again(made), made.due_at)
    objection = object_to(made, "依据在附件中", by=cast.handler, now=made.due_at + HOUR)
    session.commit()
    assert at_once(inspections.remind_of_late, objection.due_at) == 1
    session.commit()
    found = correction_of(again(made), cast.handler)
    report_correction(found, "已补录", by=cast.handler, now=made.due_at + HOUR)
    assert found.check_due_at is not None
    over = max(found.check_due_at, objection.due_at)
    session.commit()
    inspections.remind_of_late(over)
    assert inspections.remind_of_late(over) == Tally()
    told = set(session.scalars(select(Notice.kind).where(Notice.kind.like("%late"))))
    assert told == {"inspection_late", "inspection_objection_late", "correction_check_late"}


def test_q03_two_clocks_at_once_remind_of_a_department_once(cast: Cast, session: Session) -> None:
    made = planned(cast)
    session.commit()
    assert at_once(inspections.remind_of_departments, MONDAY + DAY) == 1
    assert inspections.remind_of_departments(MONDAY + 2 * DAY) == Tally()
    told = session.scalars(select(Notice.staff_id).where(Notice.kind == "supervision_today")).all()
    assert sorted(told) == sorted(made.team)
