"""GET and POST /portal/library/new: nominating a case for the library (L-05)."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.clock import now
from models.errors import Invalid
from models.library.actions import nominate_case
from portal.library.blueprint import blueprint
from portal.library.forms import NominationForm
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/library/new.html"


@blueprint.get("/new")
@anyone
def new() -> ResponseReturnValue:
    """The form; a case page names its case in the address."""
    return page(TEMPLATE, form=NominationForm(None, data={"case": request.args.get("case", "")}))


@blueprint.post("/new")
@anyone
@commits
def create() -> Response:
    form = NominationForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form)
    case = cases.find(viewer(), (form.case.data or "").strip())
    if case is None:
        form.case.errors = [*form.case.errors, _("There is no such case, or it is not yours to see.")]
        return rejected(TEMPLATE, form)
    try:
        lesson = nominate_case(case, form.reason.data or "", by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form)
    flash(_("Nominated. Next, personal data is taken out."), "good")
    return respond(redirect=url_for("library.show", number=lesson.number))
