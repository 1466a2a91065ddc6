"""Penalties from decided matters, and what a won appeal takes back (C-03, C-04)."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accountability.actions import acknowledge, hear
from models.accountability.tables import Matter
from models.accountability.words import AppealOutcome, MatterState, MeasureKind, Severity
from models.conduct.actions import carry_out, hear_appeal, matters_to_settle, settle_penalties, take_back
from models.conduct.queries import payroll, points
from models.conduct.queries.staff_file import Wanted, entries
from models.conduct.tables import LedgerEntry, Penalty
from models.conduct.words import Part, PayKind
from tests.cast import Cast
from tests.models.accountability.making import FINE, POINTS, WARNING, Bench, bench, to
from tests.models.cases.making import DAY
from tests.moments import MONDAY

LATER = MONDAY + 2 * DAY


@pytest.fixture
def people(cast: Cast) -> Bench:
    return bench(cast)


def appealed(people: Bench) -> Matter:
    """A serious matter with a warning, points and a fine, that the person appealed."""
    measures = (POINTS_5, FINE_300)
    return to(MatterState.APPEALED, people, severity=Severity.SERIOUS, measures=measures)


POINTS_5 = type(POINTS)(MeasureKind.POINTS, 5)
FINE_300 = type(FINE)(MeasureKind.FINE, 30_000)
FINE_100 = type(FINE)(MeasureKind.FINE, 10_000)


def test_c03_nothing_is_in_force_before_the_delivery_and_then_once(people: Bench, session: Session) -> None:
    matter = to(MatterState.DECIDED, people)
    assert carry_out(matter, by=people.office, now=MONDAY) == []
    assert matters_to_settle() == []
    matter = acknowledge(matter, by=people.person, now=MONDAY, seen=None)
    assert matters_to_settle() == [matter.id]
    made = carry_out(matter, by=people.person, now=MONDAY)
    assert [(each.kind, each.amount, each.staff_id) for each in made] == [
        (WARNING.kind, None, people.person.id),
        (POINTS.kind, 2, people.person.id),
    ]
    assert carry_out(matter, by=people.office, now=LATER) == []
    assert points.balance_of(people.person) == -2
    assert matters_to_settle() == []
    parts = [entry.part for entry in entries(people.person, people.person, Wanted())]
    assert sorted(parts) == [Part.MATTER, Part.PENALTY, Part.PENALTY]


def test_c04_a_won_appeal_takes_points_and_money_back_and_keeps_the_history(
    people: Bench, session: Session
) -> None:
    """The clock does it where nobody else did; what was deducted comes back with the next payroll."""
    matter = appealed(people)
    assert settle_penalties(matter.id, now=MONDAY)
    assert points.balance_of(people.person) == -5
    fine = session.scalars(select(Penalty).where(Penalty.kind == MeasureKind.FINE)).one()
    [item] = payroll.items_until(LATER)
    assert (item.about, item.kind, item.fen) == (fine.audit_name, PayKind.FINE, -30_000)
    hear(matter, AppealOutcome.REVERSED, "系统故障所致", by=people.second_leader, now=LATER, seen=None)
    assert matters_to_settle() == [matter.id]
    assert settle_penalties(matter.id, now=LATER)
    assert not settle_penalties(matter.id, now=LATER)
    assert points.balance_of(people.person) == 0
    assert [entry.points for entry in session.scalars(select(LedgerEntry))] == [5, 5]
    assert [item.fen for item in payroll.items_until(LATER + DAY)] == [0]
    found = session.scalars(select(Penalty)).all()
    assert [each.reversed_at for each in found] == [LATER, LATER]
    states = [
        entry.state for entry in entries(people.person, people.person, Wanted(frozenset({Part.PENALTY})))
    ]
    assert None not in states, "what was taken back stays in the file, and says so"


def test_c04_a_lighter_outcome_ends_only_what_it_struck(people: Bench, session: Session) -> None:
    matter = appealed(people)
    carry_out(matter, by=people.office, now=MONDAY)
    hear(
        matter,
        AppealOutcome.LIGHTER,
        "情节较轻",
        kept=[POINTS_5],
        by=people.second_leader,
        now=LATER,
        seen=None,
    )
    ended = take_back(matter, "申诉改轻", by=people.second_leader, now=LATER)
    assert [each.kind for each in ended] == [MeasureKind.FINE]
    assert points.balance_of(people.person) == -5


def test_c04_a_lighter_measure_takes_the_place_of_the_heavier(people: Bench, session: Session) -> None:
    """A-03, M-01: the points come back and the fewer ones are booked; of the fine that payroll has, the
    difference comes back; the clock finds nothing more to do."""
    matter = appealed(people)
    carry_out(matter, by=people.office, now=MONDAY)
    hear_appeal(
        matter,
        AppealOutcome.LIGHTER,
        "情节较轻",
        kept=[POINTS, FINE_100],
        by=people.second_leader,
        now=LATER,
        seen=None,
    )
    assert points.balance_of(people.person) == -2
    assert matters_to_settle() == []
    fines = session.scalars(select(Penalty).where(Penalty.kind == MeasureKind.FINE).order_by(Penalty.id))
    assert [(each.amount, each.effective_at, each.reversed_at) for each in fines] == [
        (30_000, MONDAY, LATER),
        (10_000, MONDAY, None),
    ]
    assert [item.fen for item in payroll.items_until(LATER + DAY)] == [0, -10_000]
