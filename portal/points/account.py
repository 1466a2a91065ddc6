"""One account of the ledger as a page, and the tabs between the pages of points (C-04)."""

from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.conduct.queries import points
from models.conduct.rules.ledger import month_of
from models.people.tables import Department, Staff
from models.permissions import Permission
from portal.points.deeds import deeds
from web.access import viewer
from web.fragments import page
from web.language import _
from web.lists import address, window


def account_page(holder: Staff | Department, here: str) -> ResponseReturnValue:
    """The balance and the entries of a person or department."""
    shown = window((), default="", size=50)
    rows = points.entries_of(holder, offset=(shown.page - 1) * shown.size, limit=shown.size)
    since = first_of_year()
    return page(
        "portal/points/account.html",
        holder=holder,
        own=holder is viewer(),
        balance=points.balance_of(holder),
        year=points.moved_since(holder, since),
        since=since,
        rows=rows,
        total=points.count_entries(holder),
        deeds=deeds({row.entry.about for row in rows}, viewer()),
        shown=shown,
        address=address,
        tabs=tabs(here),
    )


def first_of_year() -> date:
    """The month that this year's figures begin with."""
    return month_of(local_day(now()).replace(month=1))


def tabs(here: str) -> list[dict[str, object]]:
    """The pages of points that are open to the viewer; one page needs no tabs."""
    if not viewer().may(Permission.LEDGER_READ):
        return []
    found = (
        ("points.index", _("My points")),
        ("points.people", _("People")),
        ("points.departments", _("Departments")),
        ("points.months", _("Months")),
    )
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]
