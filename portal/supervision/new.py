"""GET and POST /portal/supervision/new: an inspection is planned by who convenes the group (Q-03)."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.supervision import actions, queries
from portal.supervision.blueprint import blueprint
from portal.supervision.forms import PlanForm
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/supervision/new.html"


@blueprint.get("/new")
@anyone
def new() -> ResponseReturnValue:
    """The form of a plan, for who convenes the group."""
    return page(TEMPLATE, form=_form(None))


@blueprint.post("/new")
@anyone
@commits
def plan() -> Response:
    form = _form(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form)
    try:
        made = actions.plan_inspection(form.draft(), by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form)
    flash(_("Planned. Everybody who inspects is told."), "good")
    return respond(redirect=url_for("department_inspections.show", number=made.number))


def _form(typed: object) -> PlanForm:
    at = now()
    if viewer().id not in queries.conveners(at):
        abort(404)
    form = PlanForm(typed)
    form.offer(queries.group(at))
    return form
