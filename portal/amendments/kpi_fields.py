"""The fields of the targets of key figures (Q-04): targets, what is excellent, and for how long."""

from collections.abc import Callable
from typing import Any

from models.rulebook.words import Figure


def kpi_fields(number: Callable[..., Any]) -> dict[str, Any]:
    """By name; `number` makes a field for a number from a name and its bounds."""
    bounds = (name for figure in Figure for name in (f"kpi_{figure}", f"kpi_{figure}_from"))
    return {
        **{name: number(name, 0, required=False) for name in bounds},
        "kpi_below_months": number("kpi_below_months", 1, 12),
        "kpi_above_months": number("kpi_above_months", 1, 12),
        "kpi_least": number("kpi_least"),
        "kpi_report_months": number("kpi_report_months", 1, 12),
        "kpi_summary_days": number("kpi_summary_days", 1, 20),
    }
