"""The single days of a document: what is announced, apart from the hours and periods that are decided."""

from collections.abc import Mapping
from typing import Any


def with_days_of(document: Mapping[str, Any], announced: Mapping[str, Any]) -> dict[str, Any]:
    """A document with the public days of another, and with its days for each desk that both have.

    Both are as `written` gives them. Hours, periods and everything else stay.
    """
    days = {name: calendar["days"] for name, calendar in announced["calendars"].items()}
    calendars = {
        name: {**calendar, "days": days.get(name, calendar["days"])}
        for name, calendar in document["calendars"].items()
    }
    known = {name: announced[name] for name in ("announced_through", "public_days")}
    return {**document, **known, "calendars": calendars}
