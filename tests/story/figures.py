"""The part of the story that key figures tell (Q-02, Q-04, M-04)."""

from datetime import date, datetime
from io import BytesIO

from models.events.actions import SYSTEM
from models.files.actions import keep_as_it_is
from models.files.storage import FolderStore
from models.kpi import actions as figures
from models.kpi import queries as kpi
from models.kpi.queries import Cell
from models.kpi.rules.months import Month
from models.kpi.words import Facet, Figure
from tests.cast import Cast, department


def measure(cast: Cast, store: FolderStore, now: datetime) -> None:
    """Three months of key figures are frozen: technical operations was late in each. One figure was
    corrected, a report was sent; this month is reckoned (Q-02, Q-04, M-04)."""
    lead, this = department("JS").id, Month.of(now)
    told = this.shifted(-1).back(3)
    cells = [
        Cell(figure, where, None, Facet.ALL, "", 40, hits, 36_000_000)
        for figure, hits in ((Figure.TIMELINESS, 30), (Figure.SATISFACTION, 36))
        for where in (None, lead)
    ]
    cells += [
        Cell(Figure.TIMELINESS, None, cast.handler.id, Facet.ALL, "", 40, 30, 36_000_000),
        Cell(Figure.RESULT_TIME, lead, None, Facet.ALL, "", 40, median=28_800, p90=72_000),
        Cell(Figure.TIMELINESS, lead, None, Facet.GRADE, "2", 40, 30, 36_000_000),
    ]
    for month in sorted({*figures.closable(now), *told}):
        counted = figures.Reckoned(month, cells if month in told else [], now, 0)
        figures.close_month(counted, now=now)
    closed = kpi.month_of(this.shifted(-1))
    assert closed is not None
    right = figures.Right(40, 31)
    figures.correct(
        closed, Figure.TIMELINESS, kpi.COMPANY, right, "一件因停电误判", by=cast.inspector, now=now
    )
    pdf = keep_as_it_is(
        BytesIO(b"%PDF-1.7"), "效能报告.pdf", "application/pdf", store=store, most=100, by=SYSTEM, now=now
    )
    figures.report_made(Month(date(2026, 9, 1)).back(3), pdf, now=now)
    figures.keep(figures.reckon(this, now))
