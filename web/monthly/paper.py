"""The company's monthly analysis report as a PDF; the same bytes each time (Q-05)."""

from models.clock import local_day
from models.kpi.rules.months import Month
from models.kpi.words import Figure
from models.monthly.tables import MonthlyReport
from models.people.tables import Language
from models.rulebook.queries import rules_at
from web.kpi.telling import month_name
from web.language import speaking
from web.language.filters import dated
from web.monthly.reading import MonthReading
from web.papers.rendering import html_of, pdf_of


def monthly_paper(report: MonthlyReport, language: Language = Language.ZH) -> bytes:
    """An approved report with its corrections so far, as PDF/UA."""
    assert report.content is not None, "an approved report is fixed"
    assert report.submitted_at is not None, "an approved report was handed in"
    month = Month(report.month)
    with speaking(language), dated():
        return pdf_of(
            html_of(
                "pdf/monthly.html",
                report=report,
                reading=MonthReading(report.content, rules_at(report.submitted_at), paper=True),
                month=month,
                title_month=month_name(month),
                figures=Figure,
                day_of=local_day,
            )
        )
