"""The efficiency report as a PDF: the company month by month, its departments, the flags (M-04)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.kpi import queries
from models.kpi.queries import Reading
from models.kpi.rules.figures import NATURE, Unit
from models.kpi.rules.months import Month
from models.kpi.tables import KpiFlag, KpiMonth, KpiName
from models.kpi.words import Figure
from models.people.tables import Language
from models.rulebook.document import KpiRules
from models.rulebook.queries import kpi_of
from web.charts import Course, Point, course
from web.kpi import telling
from web.language import speaking
from web.papers.rendering import html_of, pdf_of
from web.words import word
from web.words.kpi import METHODS

DRAWN = (Figure.SATISFACTION, Figure.TIMELINESS, Figure.REOPENED)
BY_DEPARTMENT = (
    Figure.TIMELINESS,
    Figure.HANDLING_ACCURACY,
    Figure.SATISFACTION,
    Figure.REOPENED,
    Figure.OVERDUE,
)
YEAR = 13


@dataclass(frozen=True)
class Efficiency:
    """All that the report says; the months are closed, so it says the same whenever it is made."""

    months: Sequence[Month]
    kept: Mapping[Month, KpiMonth]
    company: Mapping[Month, Mapping[Figure, Reading]]
    departments: Sequence[tuple[str, Mapping[Figure, Reading]]]
    targets: KpiRules
    flags: Sequence[KpiFlag]
    courses: Sequence[tuple[Figure, Course]]


def efficiency_paper(months: Sequence[Month], language: Language = Language.ZH) -> bytes:
    """The report of some closed months, as PDF/UA."""
    with speaking(language):
        report = _read(months)
        return pdf_of(
            html_of(
                "pdf/efficiency.html",
                report=report,
                telling=telling,
                methods=METHODS,
                figures=tuple(Figure),
                by_department=BY_DEPARTMENT,
            )
        )


def _read(months: Sequence[Month]) -> Efficiency:
    last = months[-1]
    kept = {month: row for month in months if (row := queries.month_of(month)) is not None}
    rulebook = kept[last].rulebook_id
    assert rulebook is not None, "a report is made of closed months"
    names = queries.names_of(last)
    return Efficiency(
        months,
        kept,
        {month: queries.readings(month) for month in months},
        _departments(last, names),
        kpi_of(rulebook),
        queries.flags_of(months),
        [(figure, drawn) for figure in DRAWN if (drawn := _course(figure, last)) is not None],
    )


def _departments(last: Month, names: Mapping[str, KpiName]) -> list[tuple[str, Mapping[Figure, Reading]]]:
    rows = [row for row in names.values() if row.staff_id is None]
    found = queries.by_subject(last, [row.subject for row in rows])
    return [
        (telling.named_row(row), found[row.subject])
        for row in sorted(rows, key=lambda row: row.department_id)
        if row.subject in found
    ]


def _course(figure: Figure, last: Month) -> Course | None:
    readings = [each for each in (row.right for row in queries.course(figure, last.back(YEAR))) if each.n]
    if NATURE[figure].unit is not Unit.SHARE or len(readings) < 2:
        return None
    points = [Point.of(each.month.key, each.share) for each in readings if each.share is not None]
    return course(points, word(figure), paper=True, height=170)
