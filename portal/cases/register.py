"""Registering what a customer told us: hotline, store, chat and all other channels (V-01, V-02)."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from models.cases import actions
from models.clock import now
from models.errors import Invalid
from models.ids import random_code
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.intake import IntakeForm
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected
from web.language import _


@blueprint.get("/new")
@needs(Permission.CASE_REGISTER)
def new() -> ResponseReturnValue:
    form = IntakeForm.empty(viewer(), submission=random_code(26))
    return page("portal/cases/new.html", form=form)


@blueprint.post("/new")
@needs(Permission.CASE_REGISTER)
@commits
def register() -> Response:
    """Sent twice, it is still one case; the second answer leads to it."""
    form = IntakeForm.typed(viewer())
    if not form.validate():
        return rejected("portal/cases/new.html", form)
    try:
        case = actions.open_case(form.intake(), by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected("portal/cases/new.html", form)
    flash(_("Registered as %(number)s.", number=case.number), "good")
    return redirect(url_for("cases.show", number=case.number), code=303)  # type: ignore[return-value]
