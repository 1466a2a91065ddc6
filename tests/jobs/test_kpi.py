"""The clock keeps, freezes and reports key figures, each once (Q-02, Q-04, M-04)."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.job import Tally
from jobs.kpi import close, reckon, report
from models.conduct.tables import RewardSuggestion
from models.events.tables import Event
from models.kpi.actions import closes_at
from models.kpi.queries import report_of
from models.kpi.tables import KpiCell, KpiFlag, KpiMonth, KpiReport
from models.kpi.words import Side
from tests.cast import Cast, department
from tests.models.kpi.many import Made, write
from tests.models.kpi.test_facts import DAY, LATER, MONTH, OCTOBER
from tests.models.kpi.test_kept import some

MINUTE = timedelta(minutes=1)


@pytest.mark.both_databases
def test_two_clocks_keep_and_freeze_a_month_once(session: Session, cast: Cast) -> None:
    write(session, some(cast))
    session.commit()
    now = OCTOBER + 2 * DAY
    assert reckon(now) == Tally(done=1)
    cells = session.scalar(select(func.count()).select_from(KpiCell))
    assert reckon(now) == Tally()
    assert close(now) == Tally()
    moment = closes_at(MONTH)
    assert close(moment - MINUTE) == Tally()
    assert close(moment) == Tally(done=1)
    assert close(moment) == Tally()
    assert session.scalar(select(func.count()).select_from(KpiCell)) == cells
    assert session.scalars(select(KpiMonth.state)).all() == ["closed"]
    assert session.scalar(select(func.count()).where(Event.kind == "kpi.closed")) == 1


def late_months(cast: Cast, late: int) -> list[Made]:
    """Ten clocks in each of six months, so many of them late."""
    return [
        Made(60, n < late, 2, "network_fault", "JS", cast.handler.id, OCTOBER - back * 30 * DAY + n * MINUTE)
        for back in range(6)
        for n in range(10)
    ]


def test_three_months_below_target_are_one_flag_with_their_figures(session: Session, cast: Cast) -> None:
    """Q-04: six months below target are two flags; each holds its months, and nobody is penalised by it."""
    write(session, late_months(cast, 4))
    session.commit()
    assert close(LATER).done == 6
    flags = session.scalars(
        select(KpiFlag).where(KpiFlag.figure == "timeliness").order_by(KpiFlag.month)
    ).all()
    assert [(flag.side, flag.department_id, [each["month"] for each in flag.months]) for flag in flags] == [
        (Side.BELOW, department("JS").id, ["2026-05", "2026-06", "2026-07"]),
        (Side.BELOW, department("JS").id, ["2026-08", "2026-09", "2026-10"]),
    ]
    assert flags[0].months[0] == {"month": "2026-05", "n": 10, "hits": 6, "median": None, "target": 95}
    assert session.scalar(select(func.count()).select_from(RewardSuggestion)) == 0


def test_excellent_months_suggest_a_reward_of_the_department(session: Session, cast: Cast) -> None:
    """C-02: the flag is what speaks for it."""
    write(session, late_months(cast, 0))
    session.commit()
    close(LATER)
    flags = session.scalars(
        select(KpiFlag).where(KpiFlag.figure == "timeliness").order_by(KpiFlag.month)
    ).all()
    assert [flag.side for flag in flags] == [Side.ABOVE, Side.ABOVE]
    suggested = session.scalars(select(RewardSuggestion).order_by(RewardSuggestion.id)).all()
    assert [(each.about, each.department_id, each.case_id, each.cases) for each in suggested] == [
        (flag.audit_name, department("JS").id, None, 3) for flag in flags
    ]


def test_the_report_of_an_interval_is_made_once_and_kept(app: Flask, session: Session, cast: Cast) -> None:
    """M-04: the quarter that ended with September, after it was frozen."""
    write(session, late_months(cast, 4))
    session.commit()
    assert report(LATER) == Tally()
    close(LATER)
    with app.app_context():
        assert report(LATER) == Tally(done=1)
        assert report(LATER) == Tally()
    made = report_of(date(2026, 9, 1))
    assert made is not None
    assert session.scalar(select(func.count()).select_from(KpiReport)) == 1
    assert made.key == "2026-07..2026-09"
    assert made.file.name == "efficiency-2026-07-2026-09.pdf"
    assert made.file.size > 10_000
