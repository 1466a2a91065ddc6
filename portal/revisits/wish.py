"""Lifting a customer's wish not to be asked again: for customer service, with a reason (R-03)."""

from flask import abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.cases.queries import find
from models.clock import now
from models.customers.actions import LONGEST_REASON
from models.permissions import Permission
from models.revisits import actions
from portal.revisits.blueprint import blueprint
from web.access import needs, viewer
from web.commit import commits
from web.forms import Form, Line
from web.fragments import rejected, respond
from web.language import _, lazy

PARTIAL = "portal/revisits/_contact_wish.html"
PREFIX = "wish"


class LiftingForm(Form):
    """Why the customer may be asked again."""

    reason = Line(lazy("Reason"), most=LONGEST_REASON, required=True)


@blueprint.app_template_global()
def lifting_form() -> LiftingForm:
    """The empty form, for the case screen: it belongs to another area and shows the wish with its form."""
    return LiftingForm(formdata=None, prefix=PREFIX)


@blueprint.post("/<number>/contact-permission")
@needs(Permission.CASE_TRIAGE)
@commits
def lift(number: str) -> ResponseReturnValue:
    """Lets the customer of a case be asked again, about this and every other case."""
    case = find(viewer(), number) or abort(404)
    form = LiftingForm(prefix=PREFIX)
    if not form.validate():
        return rejected(PARTIAL, form, case=case, lifting=form)
    actions.lift(case, reason=form.reason.data or "", by=viewer(), now=now())
    flash(_("Revisits and surveys are possible again for this customer."), "good")
    return respond(redirect=url_for("cases.show", number=case.number))
