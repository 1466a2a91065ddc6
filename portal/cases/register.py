"""Registering what a customer told us: hotline, store, chat and all other channels (V-01, V-02)."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from models.cases import actions
from models.cases.intake import SPOKEN
from models.cases.queries.tracking import submitted
from models.cases.tables import Case
from models.clock import now
from models.db import db
from models.errors import Invalid, WrongState
from models.files.rules import accepted
from models.files.tables import StoredFile
from models.ids import random_code
from models.permissions import Permission
from models.privacy import masked_email
from models.rulebook.queries import rules_at
from portal.cases.blueprint import blueprint
from portal.cases.forms.intake import IntakeForm
from web.access import needs, viewer
from web.carried import carried, carry
from web.commit import commits_refusals
from web.fragments import page, rejected
from web.language import _
from web.language.filters import in_megabytes
from web.uploads import take_files

TEMPLATE = "portal/cases/new.html"


@blueprint.get("/new")
@needs(Permission.CASE_REGISTER)
def new() -> ResponseReturnValue:
    form = IntakeForm.empty(viewer(), submission=random_code(26))
    return page(TEMPLATE, form=form, **_files(form, []))


@blueprint.post("/new")
@needs(Permission.CASE_REGISTER)
@commits_refusals
def register() -> Response:
    """Sent twice, it is still one case; the second answer leads to it.

    A refused form keeps the files that were accepted, which is all that is stored of it.
    """
    form, uploads = IntakeForm.typed(viewer()), rules_at(now()).uploads
    sound = form.validate()
    files = carried(request.form.getlist("carried"), form.sent_as, most=uploads.files)
    sent = request.files.getlist("files")
    taken = take_files(sent, uploads=uploads, already=len(files), by=viewer(), now=now())
    files += taken.files
    if taken.refusals:
        form.files.errors = [" ".join(taken.refusals)]
    if not sound or taken.refusals:
        return _refused(form, files)
    try:
        case = actions.open_case(form.intake(files), by=viewer(), now=now())
    except Invalid as fault:  # before anything was written
        form.blame(fault)
        return _refused(form, files)
    except IntegrityError:
        # The same form came twice at the same moment, and the other one was first.
        db.session.rollback()
        earlier = submitted(form.submission.data or "")
        if earlier is None:
            raise
        case = earlier
    return _registered(case)


def _registered(case: Case) -> Response:
    """What comes next: the slip while the customer is there and no mail can bring the link, else the case."""
    if case.contact_email:
        told = _(
            "Registered as %(number)s. Number and link go to %(address)s.",
            number=case.number,
            address=masked_email(case.contact_email),
        )
    else:
        told = _("Registered as %(number)s.", number=case.number)
    flash(told, "good")
    there = "cases.slip" if case.channel in SPOKEN and _handed_over(case) else "cases.show"
    return redirect(url_for(there, number=case.number), code=303)  # type: ignore[return-value]


def _handed_over(case: Case) -> bool:
    """Whether number and key may be shown now. Not again, when the form comes back much later."""
    try:
        actions.hand_over_key(case, by=viewer(), now=now())
    except WrongState:
        return False
    return True


def _refused(form: IntakeForm, files: Sequence[StoredFile]) -> Response:
    return rejected(TEMPLATE, form, **_files(form, files))


def _files(form: IntakeForm, files: Sequence[StoredFile]) -> dict[str, Any]:
    """What the fields for files show: those that the form carries on, and what may be chosen."""
    uploads = rules_at(now()).uploads
    return {
        "carried": [(carry(file, form.sent_as), file) for file in files],
        "uploads": uploads,
        "accept": accepted(uploads.types),
        "file_limit": in_megabytes(uploads.file_bytes),
        "in_megabytes": in_megabytes,
    }
