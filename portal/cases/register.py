"""Registering what a customer told us: hotline, store, chat and all other channels (V-01, V-02)."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from models.cases import actions
from models.cases.queries.tracking import submitted
from models.clock import now
from models.db import db
from models.errors import Invalid
from models.ids import random_code
from models.permissions import Permission
from models.rulebook.queries import rules_at
from portal.cases.blueprint import blueprint
from portal.cases.forms.intake import IntakeForm
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected
from web.language import _
from web.uploads import in_megabytes, take_files

TEMPLATE = "portal/cases/new.html"


@blueprint.get("/new")
@needs(Permission.CASE_REGISTER)
def new() -> ResponseReturnValue:
    form = IntakeForm.empty(viewer(), submission=random_code(26))
    return page(TEMPLATE, form=form, uploads=rules_at(now()).uploads, in_megabytes=in_megabytes)


@blueprint.post("/new")
@needs(Permission.CASE_REGISTER)
@commits
def register() -> Response:
    """Sent twice, it is still one case; the second answer leads to it.

    Files are taken when all else is sound: a browser gives them up with a form that comes back, which
    is said at their field.
    """
    form = IntakeForm.typed(viewer())
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not form.validate():
        if sent:
            form.files.errors = [_("Please choose the files again.")]
        return _refused(form)
    taken = take_files(sent, uploads=rules_at(now()).uploads, by=viewer(), now=now())
    if taken.refusals:
        form.files.errors = taken.refusals
        return _refused(form)
    try:
        case = actions.open_case(form.intake(taken.files), by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return _refused(form)
    except IntegrityError:
        # The same form came twice at the same moment, and the other one was first.
        db.session.rollback()
        earlier = submitted(form.submission.data or "")
        if earlier is None:
            raise
        case = earlier
    flash(_("Registered as %(number)s.", number=case.number), "good")
    return redirect(url_for("cases.show", number=case.number), code=303)  # type: ignore[return-value]


def _refused(form: IntakeForm) -> Response:
    return rejected(TEMPLATE, form, uploads=rules_at(now()).uploads, in_megabytes=in_megabytes)
