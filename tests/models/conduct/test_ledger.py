"""The points ledger: double entry, written once, a month closed with its report (C-04)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from models.conduct.actions import book, close_period, reverse_all, reverse_entry
from models.conduct.queries import points
from models.conduct.queries.periods import first_open_before, period_of, report_for, report_seen
from models.conduct.rules.ledger import Movement, balances, next_month, report_of
from models.conduct.tables import LedgerEntry
from models.conduct.words import EntryCause
from models.errors import Invalid, NotAllowed, WrongState
from models.people.tables import Department, Staff
from tests.cast import Cast, department
from tests.moments import MONDAY

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
IN_DECEMBER = MONDAY + timedelta(days=10)


@dataclass(frozen=True)
class Deed:
    """Something that points are for."""

    audit_name: str = "reward:R2026-0001"


def given_to(
    holder: Staff | Department,
    many: int,
    by: Staff,
    *,
    now: datetime = MONDAY,
    about: str = "reward:R2026-0001",
) -> LedgerEntry:
    cause = EntryCause.REWARD if many > 0 else EntryCause.PENALTY
    return book(holder, many, cause=cause, about=Deed(about), by=by, now=now)


def test_c04_points_are_given_taken_and_taken_back(cast: Cast) -> None:
    """The first entry stays; what takes it back names it, and both are seen with the balance after them."""
    first = given_to(cast.handler, 10, cast.hr)
    given_to(cast.handler, -3, cast.hr, about="penalty:1")
    back = reverse_entry(first, "申诉成立", by=cast.hr, now=MONDAY)
    assert (back.reversal_of_id, back.points, back.debit_id, back.credit_id) == (
        first.id,
        10,
        first.credit_id,
        first.debit_id,
    )
    assert points.balance_of(cast.handler) == -3
    seen = points.entries_of(cast.handler)
    assert [(each.points, each.balance, each.reversed) for each in seen] == [
        (-10, -3, False),
        (-3, 7, False),
        (10, 10, True),
    ]
    assert points.count_entries(cast.handler) == 3


def test_c04_an_entry_is_taken_back_once_and_a_reversal_never(cast: Cast) -> None:
    entry = given_to(cast.handler, 10, cast.hr)
    with pytest.raises(Invalid, match="required"):
        reverse_entry(entry, " ", by=cast.hr, now=MONDAY)
    back = reverse_entry(entry, "撤销", by=cast.hr, now=MONDAY)
    for each in (entry, back):
        with pytest.raises(WrongState):
            reverse_entry(each, "再撤销", by=cast.hr, now=MONDAY)
    assert reverse_all(Deed(), "撤销", by=cast.hr, now=MONDAY) == []
    with pytest.raises(Invalid, match="no_points"):
        given_to(cast.handler, 0, cast.hr)


def test_c04_a_month_is_closed_when_it_is_over_and_those_before_it_are(cast: Cast) -> None:
    given_to(cast.handler, 10, cast.hr)
    given_to(department("JS"), 5, cast.hr)
    given_to(cast.handler, -4, cast.hr, now=IN_DECEMBER)
    with pytest.raises(Invalid, match="month_not_over"):
        close_period(NOVEMBER, by=cast.hr, now=MONDAY)
    with pytest.raises(Invalid, match="earlier_open"):
        close_period(DECEMBER, by=cast.hr, now=IN_DECEMBER + timedelta(days=40))
    with pytest.raises(NotAllowed):
        close_period(NOVEMBER, by=cast.leader, now=IN_DECEMBER)
    period = close_period(NOVEMBER, by=cast.hr, now=IN_DECEMBER)
    with pytest.raises(WrongState):
        close_period(NOVEMBER, by=cast.hr, now=IN_DECEMBER)
    with pytest.raises(WrongState):
        given_to(cast.handler, 1, cast.hr)
    report, lines = report_seen(period, cast.hr)
    assert (report.entries, report.reversals, report.balanced) == (2, 0, True)
    assert [(holder.audit_name, line.added, line.closing) for line, holder in lines] == [
        (cast.handler.audit_name, 10, 10),
        ("department:JS", 5, 5),
    ]
    assert [line.opening for line, _holder in report_seen_of(DECEMBER, cast.hr)] == [10, 5]
    assert first_open_before(date(2027, 1, 1)) == DECEMBER


def test_c04_nothing_is_booked_into_a_month_before_a_closed_one(cast: Cast) -> None:
    """C-04: no points were ever booked in October; what November began with stands in its report."""
    given_to(cast.handler, 10, cast.hr)
    close_period(NOVEMBER, by=cast.hr, now=IN_DECEMBER)
    with pytest.raises(WrongState):
        given_to(cast.handler, 5, cast.hr, now=MONDAY - timedelta(days=40))
    assert period_of(date(2026, 10, 1)) is None
    assert points.balance_of(cast.handler) == 10


def report_seen_of(month: date, by: Staff) -> list[tuple[object, object]]:
    period = period_of(month)
    assert period is not None
    return list(report_seen(period, by)[1])


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET points = 99",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_period SET report = NULL, state = 'open', closed_at = NULL, closed_by_id = NULL",
        "DELETE FROM ledger_period WHERE state = 'closed'",
        "INSERT INTO ledger_entry (period_id, debit_id, credit_id, points, cause, about, reason, at,"
        " created_at, changed_at) SELECT period_id, debit_id, credit_id, 5, cause, about, '', at, created_at,"
        " changed_at FROM ledger_entry",
    ],
)
def test_c04_the_database_itself_keeps_what_is_booked(cast: Cast, session: Session, statement: str) -> None:
    """Neither entries nor closed months change, and a closed month takes nothing more."""
    given_to(cast.handler, 10, cast.hr)
    close_period(NOVEMBER, by=cast.hr, now=IN_DECEMBER)
    session.commit()
    with pytest.raises(DBAPIError, match=r"what is booked stays|a closed month takes nothing"):
        session.execute(text(statement))
    session.rollback()
    assert points.balance_of(cast.handler) == 10


@pytest.mark.both_databases
def test_c04_each_account_is_there_once(cast: Cast, session: Session) -> None:
    given_to(cast.handler, 10, cast.hr)
    given_to(cast.handler, 10, cast.hr)
    session.commit()
    for columns, values in (("kind", "'house'"), ("kind, staff_id", f"'person', {cast.handler.id}")):
        with pytest.raises(IntegrityError):
            session.execute(
                text(
                    f"INSERT INTO ledger_account ({columns}, created_at, changed_at)"
                    f" VALUES ({values}, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)"
                )
            )
        session.rollback()


def test_c04_who_reads_whose_points(cast: Cast) -> None:
    """HR, the leading group and the auditor all of them; a head those of the own department."""
    for person in (cast.handler, cast.agent):
        given_to(person, 10, cast.hr)
    found = {}
    for part, person in vars(cast).items():
        rows = points.people_standing(person, NOVEMBER, MONDAY.date())
        found[part] = {row.holder.id for row in rows if row.balance}
        assert points.count_people(person, MONDAY.date()) == len(rows)
    everybody = {cast.handler.id, cast.agent.id}
    assert {part: ids for part, ids in found.items() if ids} == {
        "auditor": everybody,
        "head": {cast.handler.id},
        "hr": everybody,
        "leader": everybody,
    }


STEP = st.tuples(
    st.sampled_from(["handler", "agent", "JS", "KF"]),
    st.integers(-50, 50),
    st.integers(0, 5),
    st.integers(0, 40),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=14))
def test_c04_a_balance_is_always_the_sum_of_its_entries(
    cast: Cast, session: Session, steps: list[tuple[str, int, int, int]]
) -> None:
    """Whatever is booked, taken back and closed, in whatever order: the balance is what was booked for the
    holder, all balances together are nothing, and each month begins with what the one before ended with."""
    session.rollback()
    expected: dict[str, int] = {}
    entries: list[tuple[str, LedgerEntry, int]] = []
    now, month = MONDAY, NOVEMBER
    for who, many, back, days in steps:
        now += timedelta(days=days)
        holder: Staff | Department = department(who) if who.isupper() else getattr(cast, who)
        if back and entries:
            name, entry, before = entries.pop(back % len(entries))
            reverse_entry(entry, "撤销", by=cast.hr, now=now)
            expected[name] -= before
        elif many:
            entries.append((who, given_to(holder, many, cast.hr, now=now), many))
            expected[who] = expected.get(who, 0) + many
    for who, sum_ in expected.items():
        assert points.balance_of(department(who) if who.isupper() else getattr(cast, who)) == sum_
    received = session.scalar(select(func.coalesce(func.sum(LedgerEntry.points), 0)))
    report, closed = None, []
    while month <= now.date():
        before, report = report, report_for(month)
        assert report.balanced
        assert sum(line.added - line.taken + line.reversed for line in report.lines) == 0
        if before is not None:
            held = {line.account: line.closing for line in before.lines if line.closing}
            assert {line.account: line.opening for line in report.lines if line.opening} == held
        closed.append(report)
        month = next_month(month)
    assert sum(abs(each.entries) for each in closed) == session.scalar(select(func.count(LedgerEntry.id)))
    assert received is not None
    session.rollback()


@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 100), st.booleans()), max_size=40)
)
def test_c04_the_report_of_a_month_adds_up(raw: list[tuple[int, int, int, bool]]) -> None:
    moves = [Movement(a, b, n, NOVEMBER, back) for a, b, n, back in raw if a != b]
    report = report_of(NOVEMBER, {}, moves)
    assert report.balanced
    assert {line.account: line.closing for line in report.lines if line.closing} == {
        account: held for account, held in balances(moves).items() if held
    }
