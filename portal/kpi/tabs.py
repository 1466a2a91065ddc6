"""The tabs between the pages of key figures."""

from flask import url_for

from models.kpi import queries
from models.permissions import Permission
from web.access import viewer
from web.language import _


def tabs(here: str) -> list[dict[str, object]]:
    """The pages that are open to the viewer; one page needs no tabs."""
    staff = viewer()
    found = [("kpi.index", _("Figures"))]
    if queries.departments_read(staff):
        found.append(("kpi.flags", _("Targets")))
    if staff.may(Permission.KPI_READ):
        found += [("kpi.months", _("Months")), ("kpi.reports", _("Efficiency reports"))]
    if len(found) == 1:
        return []
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]
