"""GET /portal/monthly/export.xlsx: reports, summaries and promises of the months that are listed (Q-05)."""

from collections.abc import Iterator, Sequence

from flask import Response

from models.clock import local_day, now
from models.kpi.rules.months import Month
from models.monthly import queries
from models.monthly.tables import MonthlyReport, MonthlySummary
from portal.monthly.blueprint import blueprint
from portal.monthly.report import READERS
from web.access import needs
from web.downloads import as_file
from web.language import _
from web.language.filters import named
from web.sheets import Cell, Sheet, workbook_of
from web.words import word

OF_REPORTS = (10, 14, 16, 16, 19, 40, 40)
OF_SUMMARIES = (10, 20, 14, 19, 19, 16, 60)
OF_PROMISES = (10, 20, 50, 14, 20, 16, 50)


@blueprint.get("/export.xlsx")
@needs(*READERS)
def export() -> Response:
    """Three sheets: the reports that the list shows, what each department said, what it promised."""
    reports = queries.reports()
    told = queries.summaries_since(Month(reports[-1].month)) if reports else ()
    month, department, state = _("Month"), _("Department"), _("State")
    sheets = [
        Sheet(
            _("Monthly reports"),
            [
                month, state, _("Written by"), _("Approved by"), _("Approved at"),
                _("Assessment of the month"), _("What the company does"),
            ],
            OF_REPORTS,
            _reports(reports),
        ),
        Sheet(
            _("Summaries of departments"),
            [
                month, department, state, _("Due"), _("Handed in"), _("Handed in by"), _("Common causes"),
            ],
            OF_SUMMARIES,
            _summaries(told),
        ),
        Sheet(
            _("Promised measures"),
            [
                month, department, _("Promised measure"), _("Due"), _("Figure that it is to move"),
                _("What came of the measure"), _("In a sentence"),
            ],
            OF_PROMISES,
            _promises(told),
        ),
    ]  # fmt: skip
    return as_file(workbook_of(sheets), f"monthly-reports-{local_day(now()):%Y%m%d}.xlsx")


def _reports(rows: Sequence[MonthlyReport]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            f"{row.month:%Y-%m}",
            word(row.state),
            named(row.author) if row.author else "",
            named(row.approver) if row.approver else "",
            row.approved_at or "",
            row.assessment,
            row.measures,
        ]


def _summaries(rows: Sequence[MonthlySummary]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            f"{row.month:%Y-%m}",
            named(row.department),
            word(row.state),
            row.due_at,
            row.handed_in_at or "",
            named(row.handed_in_by) if row.handed_in_by else "",
            row.causes,
        ]


def _promises(rows: Sequence[MonthlySummary]) -> Iterator[list[Cell]]:
    for summary in rows:
        for each in summary.measures:
            yield [
                f"{summary.month:%Y-%m}",
                named(summary.department),
                each.text,
                each.due_on.isoformat(),
                word(each.figure) if each.figure else "",
                word(each.effect) if each.effect else "",
                each.told,
            ]
