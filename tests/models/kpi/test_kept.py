"""Kept figures are those of the rows themselves, whatever these are; a closed month stays (Q-02)."""

import statistics
from collections import defaultdict
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.cases.tables import Case, DueTime
from models.errors import Invalid, NotAllowed, WrongState
from models.events.tables import Event
from models.kpi import queries
from models.kpi.actions import close_month, correct, keep, months_to_reckon, reckon
from models.kpi.actions.correct import Right
from models.kpi.queries import measure
from models.kpi.queries.measure import Cell, all_measured
from models.kpi.queries.subjects import COMPANY, of_department, of_person
from models.kpi.rules.figures import METHOD
from models.kpi.tables import KpiCell, KpiCorrection, KpiMonth
from models.kpi.words import Facet, Figure, MonthState
from models.people.tables import Headship, Posting
from models.rulebook.queries import rulebook_at
from tests.cast import Cast, department
from tests.models.kpi.many import CATEGORIES, Made, write
from tests.models.kpi.test_facts import DAY, LATER, MONTH, OCTOBER

MINUTE = timedelta(minutes=1)


def kept(session: Session) -> set[Cell]:
    """All cells of the month as they are kept."""
    found = select(KpiCell).join(KpiMonth).where(KpiMonth.month == MONTH.first)
    return {Cell(*(getattr(row, name) for name in Cell._fields)) for row in session.scalars(found)}


@st.composite
def some_cases(draw: st.DrawFn) -> list[tuple[int, bool, int, str, str, int, int]]:
    """Minutes, late, grade, category, department, which of two people, and the day of October."""
    one = st.tuples(
        st.integers(1, 9000),
        st.booleans(),
        st.integers(1, 3),
        st.sampled_from(CATEGORIES),
        st.sampled_from(("JS", "YF")),
        st.integers(0, 1),
        st.integers(0, 19),
    )
    return draw(st.lists(one, min_size=1, max_size=12))


@pytest.mark.both_databases
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.generate,),
)
@given(some_cases(), some_cases())
def test_kept_figures_are_those_that_a_slow_count_finds(
    session: Session,
    cast: Cast,
    first: list[tuple[int, bool, int, str, str, int, int]],
    more: list[tuple[int, bool, int, str, str, int, int]],
) -> None:
    people = (cast.handler.id, cast.stranger.id)

    def made(rows: list[tuple[int, bool, int, str, str, int, int]]) -> list[Made]:
        return [
            Made(minutes, late, grade, category, code, people[who], OCTOBER - 7 * DAY + day * DAY)
            for minutes, late, grade, category, code, who, day in rows
        ]

    outer = session.begin_nested()
    try:
        written = made(first)
        write(session, written)
        assert keep(reckon(MONTH, LATER))
        assert kept(session) == set(all_measured(MONTH, LATER))
        slow = counted_by_hand(written)
        assert {cell for cell in kept(session) if cell.figure is Figure.TIMELINESS} == slow[0]
        assert {cell for cell in kept(session) if cell.figure is Figure.RESULT_TIME} == slow[1]
        for clock in session.scalars(select(DueTime)):  # what was on time is late now
            clock.due_at -= MINUTE
        session.flush()
        assert keep(reckon(MONTH, LATER))
        assert kept(session) == set(all_measured(MONTH, LATER))
        assert len(made(more)) == len(more)
    finally:
        outer.rollback()


def counted_by_hand(rows: list[Made]) -> tuple[set[Cell], set[Cell]]:
    """Timeliness and times of results, by plain loops over what was written."""
    rows = [row for row in rows if MONTH.start <= row.received_at + row.minutes * MINUTE < MONTH.end]
    strata: dict[tuple[str, int], list[Made]] = defaultdict(list)
    groups: dict[tuple[int | None, int | None, Facet, str], list[Made]] = defaultdict(list)
    for row in rows:
        strata[row.category, row.grade].append(row)
        where = department(row.code).id
        for facet, value in (
            (Facet.ALL, ""),
            (Facet.GRADE, str(row.grade)),
            (Facet.CHANNEL, "web"),
            (Facet.CATEGORY, row.category),
        ):
            groups[None, None, facet, value].append(row)
            groups[where, None, facet, value].append(row)
        groups[None, row.owner_id, Facet.ALL, ""].append(row)
    rate = {
        key: 1_000_000 * sum(not row.late for row in found) // len(found) for key, found in strata.items()
    }
    shares, times = set(), set()
    for (where, who, facet, value), found in groups.items():
        hits, minutes = sum(not row.late for row in found), sorted(row.minutes for row in found)
        expected = sum(rate[row.category, row.grade] for row in found)
        key = (where, who, facet, value, len(found))
        shares.add(Cell(Figure.TIMELINESS, *key, hits, expected))
        p90 = statistics.quantiles(minutes, n=10, method="inclusive")[8] if len(minutes) > 1 else minutes[0]
        times.add(
            Cell(
                Figure.RESULT_TIME,
                *key,
                median=round(10 * statistics.median(minutes)),
                p90=round(10 * p90),
            )
        )
    return shares, times


@pytest.mark.both_databases
def test_many_cases_a_month_are_counted_too(
    session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is expected of 2,148 results is more millionths than four bytes hold; here it is of three."""
    monkeypatch.setattr(measure, "PARTS", 1_000_000_000)
    rows = [Made(100, False, 2, "network_fault", "JS", cast.handler.id, OCTOBER + n * DAY) for n in range(3)]
    write(session, rows)
    assert keep(reckon(MONTH, LATER))
    cells = {cell for cell in kept(session) if cell.figure is Figure.TIMELINESS and cell.facet is Facet.ALL}
    assert {cell.expected for cell in cells} == {3_000_000_000}


def some(cast: Cast) -> list[Made]:
    """Ten clocks, four of them late."""
    return [
        Made(100 * n + 100, n < 4, 2, "network_fault", "JS", cast.handler.id, OCTOBER + n * MINUTE)
        for n in range(10)
    ]


def closed(session: Session, cast: Cast, now: datetime = LATER) -> KpiMonth:
    return close_month(reckon(MONTH, now), by=cast.inspector, now=now)


@pytest.mark.both_databases
def test_a_closed_month_stays_whatever_is_changed_later(session: Session, cast: Cast) -> None:
    write(session, some(cast))
    row = closed(session, cast)
    before = kept(session)
    assert (row.state, row.closed_by_id, row.method) == (MonthState.CLOSED, cast.inspector.id, METHOD)
    assert row.rulebook_id == rulebook_at(LATER).id
    assert queries.names_of(MONTH)[of_department(department("JS")).key].name_zh == "技术运维部"
    for clock in session.scalars(select(DueTime)):
        clock.due_at = LATER
    technical = department("JS")
    technical.name_zh = "网络运维中心"
    for case in session.scalars(select(Case)):
        case.lead_department_id, case.grade = department("YF").id, 3
    session.flush()
    assert keep(reckon(MONTH, LATER + DAY)) is False
    assert kept(session) == before
    assert queries.names_of(MONTH)[of_department(technical).key].name_zh == "技术运维部"
    assert queries.reading(Figure.TIMELINESS, MONTH).hits == 6
    with pytest.raises(WrongState):
        closed(session, cast, LATER + DAY)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kpi_cell SET n = n + 1",
        "DELETE FROM kpi_cell",
        "UPDATE kpi_name SET name_zh = '某部'",
        "UPDATE kpi_month SET state = 'open', closed_at = NULL, closed_by_id = NULL, rulebook_id = NULL",
        "INSERT INTO kpi_cell (month_id, subject, facet, value, figure, n, hits, created_at, changed_at)"
        " SELECT id, 'company', 'all', '', 'overdue', 1, 1, created_at, changed_at FROM kpi_month",
    ],
)
def test_the_database_itself_keeps_a_closed_month(session: Session, cast: Cast, statement: str) -> None:
    write(session, some(cast))
    closed(session, cast)
    with pytest.raises(DBAPIError, match="a closed month stays as it is"), session.begin_nested():
        session.execute(text(statement))


def test_months_are_closed_in_order_when_they_are_over(session: Session, cast: Cast) -> None:
    write(session, some(cast))
    with pytest.raises(NotAllowed):
        close_month(reckon(MONTH, LATER), by=cast.agent, now=LATER)
    with pytest.raises(Invalid, match="month: month_not_over"):
        close_month(reckon(MONTH, OCTOBER + DAY), by=cast.inspector, now=OCTOBER + DAY)
    with pytest.raises(Invalid, match="month: earlier_open"):
        close_month(reckon(MONTH.shifted(1), LATER + 40 * DAY), by=cast.inspector, now=LATER + 40 * DAY)
    closed(session, cast)
    event = session.scalars(select(Event).where(Event.kind == "kpi.closed")).one()
    assert (event.subject, event.facts["month"]) == ("kpi:2026-10", "2026-10")


def test_a_correction_stands_beside_what_was_frozen(session: Session, cast: Cast) -> None:
    write(session, some(cast))
    assert keep(reckon(MONTH, LATER))
    open_month = queries.month_of(MONTH)
    assert open_month is not None
    right = Right(10, 9)
    with pytest.raises(WrongState):
        correct(open_month, Figure.TIMELINESS, COMPANY, right, "误判", by=cast.inspector, now=LATER)
    row = closed(session, cast)
    for wrong, field in ((Right(0, 0), "n"), (Right(10, 11), "hits"), (Right(10), "hits")):
        with pytest.raises(Invalid, match=field):
            correct(row, Figure.TIMELINESS, COMPANY, wrong, "误判", by=cast.inspector, now=LATER)
    with pytest.raises(Invalid, match="reason"):
        correct(row, Figure.TIMELINESS, COMPANY, right, " ", by=cast.inspector, now=LATER)
    with pytest.raises(NotAllowed):
        correct(row, Figure.TIMELINESS, COMPANY, right, "误判", by=cast.head, now=LATER)
    correct(row, Figure.TIMELINESS, COMPANY, right, "三件因停电误判", by=cast.inspector, now=LATER)
    found = queries.reading(Figure.TIMELINESS, MONTH)
    assert (found.hits, found.n) == (6, 10)
    assert found.corrected is not None
    assert (found.corrected.hits, found.corrected.n) == (9, 10)
    fix = session.scalars(select(KpiCorrection)).one()
    assert (fix.by_id, fix.at, fix.reason) == (cast.inspector.id, LATER, "三件因停电误判")


def test_only_what_is_behind_is_reckoned(session: Session, cast: Cast) -> None:
    write(session, some(cast))
    now = OCTOBER + 2 * DAY
    assert months_to_reckon(now) == [MONTH]
    assert keep(reckon(MONTH, now))
    assert months_to_reckon(now + MINUTE) == []
    assert months_to_reckon(now + timedelta(hours=1)) == [MONTH]  # what is overdue changes by itself
    session.add(Event(kind="case.noted", subject="case:x", at=now, party="system", facts={}))
    session.flush()
    assert months_to_reckon(now + MINUTE) == [MONTH]


def test_an_older_count_never_takes_the_place_of_a_newer_one(session: Session, cast: Cast) -> None:
    write(session, some(cast))
    older, newer = reckon(MONTH, LATER), reckon(MONTH, LATER + MINUTE)
    assert keep(newer)
    assert not keep(older)
    assert queries.fresh_at(MONTH) == LATER + MINUTE


def test_who_reads_whose_figures(session: Session, cast: Cast) -> None:
    technical, own = of_department(department("JS")), of_person(cast.handler)
    everything = [COMPANY, technical, of_department(department("YF"))]
    for reader in (cast.leader, cast.committee, cast.agent, cast.inspector, cast.hr, cast.auditor):
        assert [queries.readable(reader, each, MONTH) for each in everything] == [True] * 3
        assert not queries.readable(reader, own, MONTH)
    assert [queries.readable(cast.head, each, MONTH) for each in everything] == [False, True, False]
    assert queries.readable(cast.head, own, MONTH)
    assert queries.readable(cast.handler, own, MONTH)
    assert not queries.readable(cast.handler, technical, MONTH)
    assert not queries.readable(cast.stranger, own, MONTH)
    for stranger in (cast.finance, cast.plain, cast.supervisor):
        assert not any(queries.readable(stranger, each, MONTH) for each in [*everything, own])


def test_m_02_a_head_reads_the_months_in_which_somebody_was_theirs(session: Session, cast: Cast) -> None:
    """By where they belonged then, kept with the figures or not; the head of before keeps those of before."""
    write(session, some(cast))
    close_month(reckon(MONTH, LATER), now=LATER)
    session.add(Headship(department_id=department("YF").id, staff_id=cast.stranger.id, from_on=MONTH.first))
    department("YF").head_id = cast.stranger.id
    moved = date(2026, 11, 16)
    for line in session.scalars(select(Posting).where(Posting.staff_id == cast.handler.id)):
        line.until_on = moved
    session.add(Posting(staff_id=cast.handler.id, department_id=department("YF").id, from_on=moved))
    cast.handler.department_id = department("YF").id
    session.flush()
    own, months = of_person(cast.handler), [MONTH, MONTH.shifted(-1), MONTH.shifted(1)]
    assert queries.months_read(cast.head, own, months) == {MONTH, MONTH.shifted(-1)}
    assert queries.months_read(cast.stranger, own, months) == {MONTH.shifted(1)}
    assert cast.handler.id in queries.people_read(cast.head, MONTH)
    assert cast.handler.id not in queries.people_read(cast.stranger, MONTH)
    assert queries.months_read(cast.handler, own, months) == set(months)
    assert queries.months_read(cast.leader, own, months) == set()


def test_nobody_is_ranked_on_noise(session: Session, cast: Cast) -> None:
    """Of two people with the same share, who had the harder work is not told apart by it; few are marked."""

    def rows(who: int, late: int, n: int, grade: int) -> list[Made]:
        return [
            Made(100, k < late, grade, "network_fault", "JS", who, OCTOBER + k * MINUTE) for k in range(n)
        ]

    easy, hard = cast.handler.id, cast.stranger.id
    write(session, rows(easy, 0, 40, 1) + rows(hard, 30, 40, 3) + rows(cast.head.id, 4, 4, 1))
    assert keep(reckon(MONTH, LATER))
    found = queries.by_subject(MONTH, [of_person(who).key for who in (easy, hard, cast.head.id)])
    one, other, few = (found[of_person(who).key][Figure.TIMELINESS] for who in (easy, hard, cast.head.id))
    assert (one.verdict, other.verdict) == (1, 0)  # all of grade 3 are theirs: as the work would let expect
    assert other.expected == pytest.approx(0.25)
    assert (few.few, few.verdict, few.shown) == (True, 0, False)
