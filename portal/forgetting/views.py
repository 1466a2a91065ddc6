"""GET and POST /portal/forgetting: what there is of a customer, and forgetting who they were (X-03)."""

from collections.abc import Sequence

from flask import Blueprint, Response, after_this_request, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import InputRequired

from models.clock import now
from models.customers.tables import Customer
from models.db import db
from models.errors import Invalid
from models.permissions import Permission
from models.personal.actions import forget_customer
from models.personal.queries import traces_of
from web.access import needs, viewer
from web.commit import commits
from web.downloads import file_store
from web.errors import fault, refusal
from web.forms import Form, Line, Paragraph, PublicForm
from web.fragments import page, rejected, respond
from web.language import _, lazy

fault(
    "open_cases", lazy("A case of this customer is open. Close it first, or nobody can tell them its result.")
)
fault("letter_leaves", lazy("A letter to this customer is on its way out. Try it again in a few minutes."))
fault(
    "open_outside",
    lazy("A case of this customer is before a regulator or mediator, who may ask for it. Close that first."),
)
fault(
    "held_case",
    lazy("A case of this customer is held beyond its time, as for a lawsuit. Have that lifted first."),
)
fault(
    "hold_lifted_by_you",
    lazy("You lifted the hold of a case of this customer. Somebody else forgets them."),
)
fault("forgotten", lazy("This customer was forgotten before."))
refusal("forget", lazy("Human resources and administrators forget customers who ask for it."))

blueprint = Blueprint("forgetting", __name__, url_prefix="/portal/forgetting")
TEMPLATE = "portal/forgetting/index.html"


class LookForm(PublicForm):
    """By which case the customer is found."""

    case = Line(lazy("Case number"), most=30)


class ForgetForm(Form):
    """Why, and that it cannot be undone."""

    case = Line(lazy("Case number"), most=30, required=True)
    reason = Paragraph(lazy("How the customer asked for it"), most=1000, required=True)
    sure = BooleanField(
        lazy("This cannot be undone, and the customer was told so."),
        validators=[InputRequired(lazy("Please confirm it."))],
    )


@blueprint.get("")
@needs(Permission.CUSTOMER_FORGET)
def index() -> ResponseReturnValue:
    """Asks for a case of the customer, then says how much there is."""
    look = LookForm(request.args)
    number = (look.case.data or "").strip()
    traces = traces_of(number) if number else None
    if number and traces is None:
        look.case.errors = [_("There is no such case.")]
    return page(TEMPLATE, look=look, form=ForgetForm(None, data={"case": number}), traces=traces)


@blueprint.post("")
@needs(Permission.CUSTOMER_FORGET)
@commits
def forget() -> Response:
    form = ForgetForm(request.form)
    traces = traces_of(form.case.data or "")
    look = LookForm(None, data={"case": form.case.data})
    if traces is None:
        form.case.errors = [*form.case.errors, _("There is no such case.")]
        return rejected(TEMPLATE, form, look=look, traces=None)
    if not form.validate():
        return rejected(TEMPLATE, form, look=look, traces=traces)
    customer = db.session.get_one(Customer, traces.customer_id)
    try:
        gone = forget_customer(customer, form.reason.data or "", by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, look=look, traces=traces)
    _remove_bytes(gone.keys)
    flash(_("Forgotten: nothing tells any more who this customer was."), "good")
    return respond(redirect=url_for("forgetting.index"))


def _remove_bytes(keys: Sequence[str]) -> None:
    """Once it is committed: what a crash leaves behind is swept up by the clock."""

    @after_this_request
    def remove(answer: Response) -> Response:
        if answer.status_code < 400:
            store = file_store()
            for key in keys:
                store.remove(key)
        return answer
