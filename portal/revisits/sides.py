"""The two phone lists side by side: revisits about cases, and surveys that nothing else reached (R-02)."""

from datetime import datetime
from typing import Any

from flask import url_for

from models.campaigns.queries import count_survey_calls
from models.people.tables import Staff
from models.revisits.queries import count_calls
from web.language import _


def sides(staff: Staff, at: datetime, *, surveys: bool) -> list[dict[str, Any]]:
    """Both lists with what is to be called now, as tabs."""
    return [
        {
            "label": _("About cases"),
            "url": url_for("revisits.index"),
            "count": count_calls(staff, at),
            "current": not surveys,
        },
        {
            "label": _("For surveys"),
            "url": url_for("revisits.surveys"),
            "count": count_survey_calls(staff, at),
            "current": surveys,
        },
    ]
