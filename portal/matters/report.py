"""GET and POST /portal/matters/new: reporting conduct of a colleague by hand (A-02)."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.accountability import actions
from models.accountability.words import MatterKind
from models.cases import queries as cases
from models.clock import local_day, now
from models.errors import Invalid
from models.permissions import Permission
from portal.matters.blueprint import blueprint
from portal.matters.forms import ReportForm
from portal.people.called import one_called
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/matters/new.html"


@blueprint.get("/new")
@needs(Permission.MATTER_REPORT)
def new() -> ResponseReturnValue:
    form = ReportForm(None, data={"conduct_on": local_day(now()), "case": request.args.get("case", "")})
    form.prepare()
    return page(TEMPLATE, form=form)


@blueprint.post("/new")
@needs(Permission.MATTER_REPORT)
@commits
def report() -> Response:
    form = ReportForm(request.form)
    form.prepare()
    if not form.validate():
        return rejected(TEMPLATE, form)
    assert form.conduct_on.data is not None, "a checked form has a day"
    if (person := one_called(form.person, form.conduct_on.data)) is None:
        return rejected(TEMPLATE, form)
    number = (form.case.data or "").strip()
    case = cases.find(viewer(), number) if number else None
    try:
        if number and case is None:
            raise Invalid("case", "unknown")
        actions.report_conduct(
            actions.Report(
                person,
                MatterKind(form.kind.data),
                form.conduct_on.data,
                form.text.data or "",
                case.id if case else None,
            ),
            by=viewer(),
            now=now(),
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form)
    flash(_("Reported. Human resources look at it; you have no further part in it."), "good")
    return respond(redirect=url_for("day.index"))
