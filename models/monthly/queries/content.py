"""All that the system says in the company's report of a month (Q-05)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from models.kpi.queries import COMPANY, Reading, course, of_departments, readings
from models.kpi.rules.months import Month
from models.kpi.words import Figure
from models.monthly.queries.drafts import as_row, open_corrections
from models.monthly.queries.summaries import promises, summaries
from models.monthly.queries.volume import trend, volume_of
from models.monthly.tables import MonthlyMeasure
from models.rulebook.document import KpiRules

YEAR = 13
COURSES = (Figure.SATISFACTION, Figure.TIMELINESS)


def content_of(month: Month, targets: KpiRules, now: datetime) -> dict[str, Any]:
    """Volume, distribution, trend, results, satisfaction, key figures, departments, corrections, and last
    month's promises with their effect, as they are at a moment; the draft shows it live, a report keeps it.
    """
    this, past, year = volume_of(month), volume_of(month.shifted(-1)), month.back(YEAR)
    own, before = readings(month, COMPANY), readings(month.shifted(-1), COMPANY)
    told = summaries(month)
    return {
        "least": targets.least,
        "received": this.received,
        "received_before": past.received,
        "ended": this.ended,
        "open_at_end": this.open_at_end,
        "trend": [{"month": each.key, "n": n} for each, n in zip(year, trend(year), strict=True)],
        **{
            name: [
                {"key": key, "n": n, "before": getattr(past, name).get(key, 0)}
                for key, n in getattr(this, name).items()
            ]
            for name in ("categories", "channels", "grades", "products", "regions", "closings")
        },
        "figures": [as_row(own[figure], before[figure], targets) for figure in Figure if own[figure].n],
        "courses": {
            figure.value: [
                {"month": each.month.key, "n": each.n, "hits": each.hits}
                for each in (row.right for row in course(figure, year))
                if each.n
            ]
            for figure in COURSES
        },
        "departments": [
            {
                "name_zh": each.department.name_zh,
                "name_en": each.department.name_en,
                "handed_in": each.handed_in_at is not None,
                "figures": each.figures,
                "corrections": each.corrections,
                "rising": each.rising,
                "causes": each.causes,
                "measures": [_measure(row) for row in each.measures],
            }
            for each in told
        ],
        "corrections": open_corrections(None, now),
        "promises": _promises(month, {each.department_id for each in told}),
    }


def _promises(month: Month, asked: Collection[int]) -> list[dict[str, Any]]:
    """What was promised before, with what came of it; two queries more, however many there are."""
    rows = promises(month)
    months = {month, *(Month(row.summary.month) for row in rows)}
    figures = of_departments(sorted(months)) if any(row.figure for row in rows) else {}
    return [_promise(row, month, figures, asked=row.summary.department_id in asked) for row in rows]


def _measure(row: MonthlyMeasure) -> dict[str, Any]:
    return {
        "text": row.text,
        "due_on": row.due_on.isoformat(),
        "figure": row.figure.value if row.figure else None,
    }


def _promise(
    row: MonthlyMeasure,
    month: Month,
    figures: Mapping[tuple[Month, int, Figure], Reading],
    *,
    asked: bool,
) -> dict[str, Any]:
    """A promise with what came of it; where it names a figure, how that was in the month in which it was
    made, and in this one. A department without figures in this month was not `asked`: it has no summary."""
    department, made = row.summary.department, Month(row.summary.month)
    found: dict[str, Any] = {
        **_measure(row),
        "name_zh": department.name_zh,
        "name_en": department.name_en,
        "made_in": made.key,
        "effect": row.effect.value if row.effect else None,
        "told": row.told,
        "asked": asked,
    }
    if row.figure is not None:
        for name, each in (("then", made), ("now", month)):
            reading = figures.get((each, department.id, row.figure))
            found[name], found[f"{name}_n"] = (reading.measure, reading.n) if reading else (None, 0)
    return found
