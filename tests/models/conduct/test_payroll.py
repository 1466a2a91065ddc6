"""Payroll: a month handed over once, corrections in the next, deductions within the law (C-01, C-03)."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.accountability.rules.measures import MeasureDraft
from models.accountability.words import MatterState, MeasureKind, Severity
from models.clock import SHANGHAI
from models.conduct import actions
from models.conduct.queries import payroll as queries
from models.conduct.queries.payees import payee_of
from models.conduct.rules.ledger import next_month
from models.conduct.rules.payroll import Item, handing_over
from models.conduct.tables import PayrollLine
from models.conduct.words import Hold, PayKind
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.tables import Event
from tests.cast import Cast, department
from tests.models.accountability.making import FINE, bench, to
from tests.models.cases.making import DAY
from tests.models.conduct.making import announced
from tests.moments import MONDAY

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
IN_DECEMBER, IN_JANUARY = MONDAY + 10 * DAY, MONDAY + 45 * DAY


def fine(about: str, fen: int, days: int = 0, staff_id: int = 1) -> Item:
    return Item(about, PayKind.FINE, staff_id, 1, -fen, MONDAY + timedelta(days=days))


def test_c01_a_month_is_handed_over_once_and_corrected_in_the_next(cast: Cast, session: Session) -> None:
    """A reward that is revoked after it was handed over comes back as a correction; the month stays."""
    reward = announced(cast.handler, cast)
    announced(department("JS"), cast)
    assert queries.next_to_issue(MONDAY.date()) is None
    with pytest.raises(Invalid, match="month_not_over"):
        actions.issue_payroll(NOVEMBER, by=cast.hr, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.issue_payroll(NOVEMBER, by=cast.head, now=IN_DECEMBER)
    issue = actions.issue_payroll(NOVEMBER, by=cast.finance, now=IN_DECEMBER)
    lines = session.scalars(select(PayrollLine).order_by(PayrollLine.id)).all()
    assert [(line.staff_id, line.kind, line.amount_fen, line.correction) for line in lines] == [
        (cast.handler.id, PayKind.BONUS, 50_000, False),
        (None, PayKind.TEAM_FUND, 50_000, False),
    ]
    with pytest.raises(Invalid, match="other_month"):
        actions.issue_payroll(NOVEMBER, by=cast.hr, now=IN_DECEMBER)
    actions.revoke_reward(reward, "材料不实", by=cast.leader, now=IN_DECEMBER)
    assert queries.next_to_issue(IN_JANUARY.date()) == DECEMBER
    actions.issue_payroll(DECEMBER, by=cast.hr, now=IN_JANUARY)
    [back] = session.scalars(select(PayrollLine).where(PayrollLine.issue_id != issue.id)).all()
    assert (back.staff_id, back.amount_fen, back.correction) == (cast.handler.id, -50_000, True)
    assert queries.handed_over()[reward.audit_name] == 0


def test_c01_names_and_numbers_stay_as_they_were_handed_over(cast: Cast) -> None:
    """C-01, C-03: somebody marries, moves and gets another number; the department is renamed."""
    announced(cast.handler, cast)
    matter = to(MatterState.DELIVERED, bench(cast), severity=Severity.MODERATE, measures=(FINE,))
    actions.carry_out(matter, by=cast.hr, now=MONDAY)
    actions.issue_payroll(NOVEMBER, by=cast.hr, now=IN_DECEMBER)
    before = (cast.handler.number, cast.handler.name, department("JS").name_zh)
    cast.handler.number, cast.handler.name, department("JS").name_zh = "Z-0001", "新名", "新部门"
    db.session.commit()
    issue = queries.issue_of(NOVEMBER)
    assert issue is not None
    kept = [payee_of(each) for each in (issue.lines[0].payee, issue.held[0]["payee"])]
    assert [(each.holder.code, each.holder.name_zh, each.department.name_zh) for each in kept] == [before] * 2


@pytest.mark.both_databases
@pytest.mark.parametrize("statement", ["UPDATE payroll_line SET amount_fen = 1", "DELETE FROM payroll_issue"])
def test_c01_the_database_itself_keeps_what_was_handed_over(
    cast: Cast, session: Session, statement: str
) -> None:
    announced(cast.handler, cast)
    actions.issue_payroll(NOVEMBER, by=cast.hr, now=IN_DECEMBER)
    session.commit()
    with pytest.raises(DBAPIError, match="what is booked stays"):
        session.execute(text(statement))


def test_c03_deductions_keep_within_the_law_and_the_rest_waits() -> None:
    """The oldest first; what is over the limit goes on next month, and is no correction then."""
    items = [fine("penalty:1", 80_000), fine("penalty:2", 50_000, 1), fine("penalty:3", 100, 2, staff_id=2)]
    lines, held = handing_over(items, {}, {1: 100_000})
    assert [(line.item.about, line.fen, line.correction) for line in lines] == [
        ("penalty:1", -80_000, False),
        ("penalty:2", -20_000, False),
    ]
    assert [(each.item.about, each.fen, each.why) for each in held] == [
        ("penalty:2", 30_000, Hold.LEGAL_LIMIT),
        ("penalty:3", 100, Hold.NO_WAGE),
    ]
    lines, held = handing_over(items[:2], {"penalty:1": -80_000, "penalty:2": -20_000}, {1: 100_000})
    assert [(line.item.about, line.fen, line.correction) for line in lines] == [("penalty:2", -30_000, False)]
    assert held == []


def test_c03_what_was_deducted_comes_back_whole_after_a_won_appeal() -> None:
    struck = Item("penalty:1", PayKind.FINE, 1, 1, 0, MONDAY)
    lines, held = handing_over([struck], {"penalty:1": -80_000}, {1: 0})
    assert [(line.fen, line.correction) for line in lines] == [(80_000, True)]
    assert held == []


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 90_000)), max_size=12),
    st.dictionaries(st.integers(1, 3), st.integers(0, 60_000)),
)
def test_c03_nobody_is_ever_deducted_more_than_the_law_allows(
    raw: list[tuple[int, int]], allowed: dict[int, int]
) -> None:
    """However the months go: each takes at most what is allowed, and in the end all is taken or waits."""
    items = [fine(f"penalty:{n}", fen, n, who) for n, (who, fen) in enumerate(raw)]
    handed: dict[str, int] = {}
    for _month in range(6):
        lines, held = handing_over(items, handed, allowed)
        for who in {1, 2, 3}:
            taken = -sum(line.fen for line in lines if line.item.staff_id == who)
            assert 0 <= taken <= allowed.get(who, 0)
        for line in lines:
            handed[line.item.about] = handed.get(line.item.about, 0) + line.fen
        waiting = {each.item.about: each.fen for each in held}
        assert all(item.fen == handed.get(item.about, 0) - waiting.get(item.about, 0) for item in items)


def test_c03_wages_are_hrs_alone_and_never_in_the_trail(cast: Cast) -> None:
    for person in cast:
        if person.id != cast.hr.id:
            with pytest.raises(NotAllowed):
                actions.set_wage(cast.handler, 600_000, "深圳", NOVEMBER, by=person, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.set_wage(cast.hr, 600_000, "深圳", NOVEMBER, by=cast.hr, now=MONDAY)
    with pytest.raises(Invalid, match="unknown"):
        actions.set_wage(cast.handler, 600_000, "月球", NOVEMBER, by=cast.hr, now=MONDAY)
    actions.set_wage(cast.handler, 600_000, "深圳", NOVEMBER, by=cast.hr, now=MONDAY)
    actions.set_wage(cast.handler, 700_000, "深圳", DECEMBER, by=cast.hr, now=MONDAY)
    actions.set_wage(cast.handler, 650_000, "深圳", NOVEMBER, by=cast.hr, now=MONDAY)
    found = [queries.wage_on(cast.handler.id, day) for day in (date(2026, 10, 31), NOVEMBER, DECEMBER)]
    assert [wage.fen if wage else None for wage in found] == [None, 650_000, 700_000]
    assert "650000" not in str([event.facts for event in db.session.scalars(select(Event))])


def test_c03_nothing_is_deducted_from_who_had_left_before_the_month(cast: Cast) -> None:
    """C-03: there is no wage any more; it waits, and the hand-over says so."""
    matter = to(MatterState.DELIVERED, bench(cast), severity=Severity.MODERATE, measures=(FINE,))
    actions.set_wage(cast.handler, 800_000, "深圳", NOVEMBER, by=cast.hr, now=MONDAY)
    assert actions.carry_out(matter, by=cast.hr, now=MONDAY)
    assert [line.fen for line in queries.next_lines(NOVEMBER, IN_DECEMBER)[0]] == [-20_000]
    cast.handler.left_on = date(2026, 10, 31)
    lines, held = queries.next_lines(NOVEMBER, IN_DECEMBER)
    assert (lines, [each.why for each in held]) == ([], [Hold.NO_WAGE])


def test_c03_the_wage_of_a_day_is_written_once_and_corrected(cast: Cast) -> None:
    for fen in (700_000, 800_000):
        actions.set_wage(cast.handler, fen, "深圳", NOVEMBER, by=cast.hr, now=MONDAY)
    wage = queries.wage_on(cast.handler.id, NOVEMBER)
    assert wage is not None
    assert wage.fen == 800_000


def test_c03_a_pay_cut_is_handed_over_in_each_of_its_months(cast: Cast) -> None:
    """C-03: 500 yuan a month for three months: 1500 in the end, none of it a correction."""
    cut = MeasureDraft(MeasureKind.PAY_CUT, 50_000, 3)
    matter = to(MatterState.DELIVERED, bench(cast), severity=Severity.SERIOUS, measures=(cut,))
    actions.set_wage(cast.handler, 800_000, "深圳", NOVEMBER, by=cast.hr, now=MONDAY)
    [penalty] = actions.carry_out(matter, by=cast.hr, now=MONDAY)
    taken = []
    for month in (NOVEMBER, DECEMBER, date(2027, 1, 1), date(2027, 2, 1)):
        now = datetime.combine(next_month(month) + timedelta(days=4), time(9), SHANGHAI)
        lines, held = queries.next_lines(month, now)
        assert held == []
        taken.append([(line.fen, line.correction) for line in lines])
        actions.issue_payroll(month, by=cast.hr, now=now)
    assert taken == [[(-50_000, False)]] * 3 + [[]]
    penalty.reversed_at = now
    db.session.flush()
    lines, _held = queries.next_lines(date(2027, 3, 1), now + 40 * DAY)
    assert [(line.fen, line.correction) for line in lines] == [(150_000, True)], "a won appeal gives all back"


def test_c03_of_a_pay_cut_what_the_law_does_not_allow_waits(cast: Cast) -> None:
    """C-03: two months of 500 yuan where only 300 may be taken a month: it takes four."""
    cut = MeasureDraft(MeasureKind.PAY_CUT, 50_000, 2)
    matter = to(MatterState.DELIVERED, bench(cast), severity=Severity.SERIOUS, measures=(cut,))
    actions.set_wage(cast.handler, 282_000, "深圳", NOVEMBER, by=cast.hr, now=MONDAY)
    actions.carry_out(matter, by=cast.hr, now=MONDAY)
    taken = []
    for month in (NOVEMBER, DECEMBER, date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)):
        now = datetime.combine(next_month(month) + timedelta(days=4), time(9), SHANGHAI)
        taken += [line.fen for line in queries.next_lines(month, now)[0]]
        actions.issue_payroll(month, by=cast.hr, now=now)
    assert taken == [-30_000, -30_000, -30_000, -10_000]
