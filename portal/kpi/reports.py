"""GET /portal/kpi/reports and /reports/<month>.pdf: efficiency reports, as they were sent (M-04)."""

from flask import Response, abort
from flask.typing import ResponseReturnValue

from models.kpi import queries
from models.kpi.rules.months import Month
from models.permissions import Permission
from portal.kpi.blueprint import blueprint
from portal.kpi.tabs import tabs
from web.access import needs
from web.downloads import download, sends_files
from web.fragments import page


@blueprint.get("/reports")
@needs(Permission.KPI_READ)
def reports() -> ResponseReturnValue:
    """All of them, the latest first."""
    return page("portal/kpi/reports.html", rows=queries.reports(), tabs=tabs("kpi.reports"))


@blueprint.get("/reports/<month>.pdf")
@needs(Permission.KPI_READ)
@sends_files
def report(month: str) -> Response:
    """The one file that was made; `month` is the last one."""
    last = Month.read(month)
    found = queries.report_of(last.first) if last else None
    return download(found.file) if found is not None else abort(404)
