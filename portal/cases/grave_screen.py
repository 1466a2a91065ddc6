"""GET /portal/cases/<number>/grave and report.pdf: all that a grave case asks for, on one screen (G-04)."""

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from models.cases import queries
from models.clock import now
from portal.cases.blueprint import blueprint
from portal.cases.grave import marks
from portal.cases.page import screen
from portal.cases.scope import case_or_404
from web.access import anyone, viewer
from web.downloads import as_file
from web.fragments import page
from web.language.filters import dated
from web.papers import pdf


@blueprint.get("/<number>/grave")
@anyone
def grave(number: str) -> ResponseReturnValue:
    """Alert, meeting, plan, news and special report; not found for a case that never was grave."""
    case = case_or_404(number)
    shown = screen(case, viewer(), now(), wanted=request.args.get("step", ""))
    if shown["grave"] is None:
        abort(404)
    return page("portal/cases/grave.html", **shown)


@blueprint.get("/<number>/report.pdf")
@anyone
def report_paper(number: str) -> Response:
    """The special report as a paper; only for those who may read it, and where one was written."""
    case = case_or_404(number)
    shown = screen(case, viewer(), now())
    if shown["grave"] is None or shown["grave"].report is None:
        abort(404)
    with dated():
        sheet = pdf("pdf/special_report.html", **shown, marks=marks(queries.timeline(case), case))
    return as_file(sheet, f"{case.number}-report.pdf", "application/pdf", shown=True)
