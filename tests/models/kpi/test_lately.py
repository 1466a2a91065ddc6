"""How things went lately is the same from what the clock keeps and from the rows themselves (M-02)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.cases.queries import answered
from models.cases.tables import Case
from models.clock import SHANGHAI, local_day
from models.kpi.actions import close_month, keep, months_to_reckon, reckon
from models.kpi.queries import lately
from models.kpi.queries.among import timeliness_among
from models.kpi.queries.lately import TRUSTED, Lately, counted, kept
from models.kpi.rules.months import Month
from models.kpi.tables import KpiDay, KpiMonth
from models.revisits.queries.satisfaction import Week, last_mondays, weekly_satisfaction
from models.revisits.tables import Revisit
from models.revisits.words import RevisitKind, RevisitState
from models.surveys.rules.statistics import share
from tests.cast import Cast, department
from tests.models.kpi.many import Made, write

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=SHANGHAI)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Told = tuple[int, int, bool, str, int, int | None]
"""How many minutes ago it was received, minutes until the answer, late, department, round, points."""


@st.composite
def some_cases(draw: st.DrawFn) -> list[Told]:
    """Answers of the last seventy days, many of them around a midnight."""
    one = st.tuples(
        st.one_of(st.integers(0, 100_000), st.integers(0, 69).map(lambda day: day * 1440 + 600)),
        st.integers(1, 9000),
        st.booleans(),
        st.sampled_from(("JS", "YF")),
        st.integers(1, 3),
        st.sampled_from((None, 1, 3, 4, 5)),
    )
    return draw(st.lists(one, min_size=1, max_size=15))


def told(session: Session, cast: Cast, rows: list[Told]) -> None:
    """The cases, their rounds, and a revisit a minute after the answer for those who gave points."""
    made = [
        Made(minutes, late, 2, "network_fault", code, cast.handler.id, NOW - (ago + minutes) * MINUTE)
        for ago, minutes, late, code, _round, _score in rows
    ]
    write(session, made)
    cases = session.scalars(select(Case).order_by(Case.id.desc()).limit(len(rows))).all()
    for case, (_ago, _minutes, _late, _code, round_, score) in zip(reversed(cases), rows, strict=True):
        case.round = round_
        if score is not None:
            assert case.answered_at is not None
            at = case.answered_at
            asked = {"state": RevisitState.ANSWERED, "due_at": at, "send_at": at, "ended_at": at}
            session.add(
                Revisit(
                    case_id=case.id, round=1, kind=RevisitKind.FIRST, answered_at=at, score=score, **asked
                )
            )
    session.flush()


def by_hand(rows: list[Told], codes: Collection[str]) -> Lately:
    """By plain loops over what was told."""
    this, mondays = Month.of(NOW), last_mondays(NOW)
    mine = [
        (NOW - ago * MINUTE, late, again, score)
        for ago, _m, late, code, again, score in rows
        if code in codes
    ]
    now = [(late, again) for at, late, again, _score in mine if Month.of(at) == this]
    before = [again for at, _late, again, _score in mine if Month.of(at) == this.shifted(-1)]
    weeks = []
    for monday in mondays:
        scores = [
            score
            for at, _late, _again, score in mine
            if score is not None and monday <= local_day(at) < monday + 7 * DAY
        ]
        weeks.append(Week(monday, share(sum(score >= 4 for score in scores), len(scores))))
    return Lately(
        len(now),
        sum(not late for late, _again in now),
        len(now),
        sum(again > 1 for _late, again in now),
        len(before),
        sum(again > 1 for again in before),
        weeks,
    )


@pytest.mark.both_databases
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.generate,),
)
@given(some_cases())
def test_what_the_clock_keeps_is_what_a_slow_count_finds(
    session: Session, cast: Cast, rows: list[Told]
) -> None:
    """For the company, for a department, and as those see it who may see every case."""
    outer = session.begin_nested()
    try:
        told(session, cast, rows)
        slow = by_hand(rows, ("JS", "YF"))
        assert counted((), NOW) == slow
        assert slow == Lately(
            *timeliness_among(cast.agent, NOW),
            *answered(cast.agent, NOW),
            weekly_satisfaction(cast.agent, NOW),
        )
        technical = [department("JS").id]
        assert counted(technical, NOW) == by_hand(rows, ("JS",))
        assert kept((), NOW) is None
        for month in months_to_reckon(NOW):
            assert keep(reckon(month, NOW))
        assert kept((), NOW) == replace(slow, as_of=NOW)
        assert kept(technical, NOW) == replace(by_hand(rows, ("JS",)), as_of=NOW)
    finally:
        outer.rollback()


def test_whose_figures_and_when_they_are_counted_anew(session: Session, cast: Cast) -> None:
    """Who sees all cases reads the company's, others the department's, as kept until the clock stops;
    what came to a store is counted now."""
    told(session, cast, [(60, 30, False, "JS", 1, 5), (90, 30, True, "YF", 2, 1)])
    month = Month.of(NOW)
    assert keep(reckon(month, NOW))
    assert lately(cast.agent, NOW + MINUTE) == replace(by_hand_of("JS", "YF"), as_of=NOW)
    assert lately(cast.head, NOW + MINUTE) == replace(by_hand_of("JS"), as_of=NOW)
    assert lately(cast.handler, NOW + MINUTE) == lately(cast.head, NOW + MINUTE)
    store = lately(cast.store, NOW + MINUTE)
    assert (store.met, store.as_of) == (0, None)
    session.execute(update(Case).values(round=3))
    assert lately(cast.agent, NOW + TRUSTED).reopened == 1
    stopped = lately(cast.agent, NOW + TRUSTED + MINUTE)
    assert (stopped.reopened, stopped.as_of) == (2, None)
    session.execute(update(KpiMonth).values(by_day=False))
    assert kept((), NOW) is None, "a month from before there were days"


def by_hand_of(*codes: str) -> Lately:
    return by_hand([(60, 30, False, "JS", 1, 5), (90, 30, True, "YF", 2, 1)], codes)


def test_a_closed_month_keeps_its_days(session: Session, cast: Cast) -> None:
    """Q-02: what becomes of its cases later changes nothing."""
    told(session, cast, [(30 * 1440, 30, False, "JS", 1, 5)])
    last = Month.of(NOW).shifted(-1)
    close_month(reckon(last, NOW), by=cast.inspector, now=NOW)
    session.execute(update(Case).values(round=2))
    session.flush()
    assert keep(reckon(last, NOW + DAY)) is False
    assert session.execute(select(KpiDay.answered, KpiDay.again, KpiDay.rated)).all() == [(1, 0, 1)]
    assert keep(reckon(Month.of(NOW), NOW))
    assert lately(cast.agent, NOW).reopened_before == 0
