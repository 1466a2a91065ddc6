"""Registering what a customer told us: hotline, store, chat and all other channels (V-01, V-02)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from models.cases import actions, queries
from models.cases.intake import SPOKEN
from models.cases.queries.tracking import said_before, submitted
from models.cases.tables import Case
from models.cases.words import Closing
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
from portal.cases.known import known_cases, unweighed
from portal.cases.scope import case_or_404
from web.access import needs, viewer
from web.carried import carried, carry
from web.commit import commits_refusals
from web.fragments import page, rejected
from web.language import _
from web.language.filters import in_megabytes
from web.uploads import take_files

TEMPLATE = "portal/cases/new.html"
SENT_TWICE = timedelta(minutes=10)
"""The same words on the same case within that time are one form that was sent twice."""


@blueprint.get("/new")
@needs(Permission.CASE_REGISTER)
def new() -> ResponseReturnValue:
    form = IntakeForm.empty(viewer(), submission=random_code(26))
    return page(TEMPLATE, form=form, **_around(form, []))


@blueprint.post("/new")
@needs(Permission.CASE_REGISTER)
@commits_refusals
def register() -> Response:
    """Sent twice, it is still one case; the second answer leads to it.

    A refused form keeps the files that were accepted, which is all that is stored of it. Where the customer
    has an open case of late that sounds the same, it is refused until somebody says that this is another
    matter (T-06). The words can also be added to a case that is there (`add_to`), a question that was
    answered at once is closed with it (`on_the_spot`, V-03), and `look` only shows the earlier cases.
    """
    form = IntakeForm.typed(viewer())
    files, refusals = _files_of(form)
    if "look" in request.form:
        return page(TEMPLATE, form=form, **_around(form, files))
    if "add_to" in request.form:
        return _added(form, request.form["add_to"], files, refusals)
    settled = "on_the_spot" in request.form and form.answers_on_the_spot
    sound = form.validate()
    if settled:
        sound = form.settles() and sound
    if not sound or refusals:
        return _refused(form, files, refusals)
    if submitted(form.sent_as) is None:
        around = _around(form, files)
        if unweighed(form, around["found"]):
            form.another.errors = [
                _("The customer has an open case that sounds the same. Please say which it is.")
            ]
            return rejected(TEMPLATE, form, **around)
    try:
        case = actions.open_case(form.intake(files, settled=settled), by=viewer(), now=now())
        if settled and case.open:
            text = form.answer.data or ""
            actions.close(case, Closing.ON_THE_SPOT, reason=text, by=viewer(), now=now(), seen=None)
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


def _files_of(form: IntakeForm) -> tuple[list[StoredFile], Sequence[str]]:
    """The files that came with the form or that it carries on, and why others could not be taken."""
    uploads = rules_at(now()).uploads
    files = carried(request.form.getlist("carried"), form.sent_as, most=uploads.files)
    sent = request.files.getlist("files")
    taken = take_files(sent, uploads=uploads, already=len(files), by=viewer(), now=now())
    return files + taken.files, taken.refusals


def _added(form: IntakeForm, number: str, files: Sequence[StoredFile], refusals: Sequence[str]) -> Response:
    """Adds what was told to a case that is there, instead of opening another one (T-06)."""
    case = queries.held(case_or_404(number))
    if not form.can_be_added() or refusals:
        return _refused(form, files, refusals)
    if not said_before(case, form.words, files, now() - SENT_TWICE):
        actions.add_told(
            case,
            form.words,
            channel=form.channel_used,
            seconds=form.call_seconds,
            files=files,
            product_id=form.product.product_id,
            by=viewer(),
            now=now(),
        )
    flash(_("Added to %(number)s. No new case was registered.", number=case.number), "good")
    return redirect(url_for("cases.show", number=case.number), code=303)  # type: ignore[return-value]


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
    if case.closing is Closing.ON_THE_SPOT:
        told = _("Registered as %(number)s and closed: answered on the spot.", number=case.number)
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


def _refused(form: IntakeForm, files: Sequence[StoredFile], refusals: Sequence[str] = ()) -> Response:
    if refusals:
        form.files.errors = [" ".join(refusals)]
    return rejected(TEMPLATE, form, **_around(form, files))


def _around(form: IntakeForm, files: Sequence[StoredFile]) -> dict[str, Any]:
    """What stands around the fields: files that the form carries on, what may be chosen, earlier cases."""
    at = now()
    rules = rules_at(at)
    uploads = rules.uploads
    return {
        **known_cases(form),
        "answers_calls": rules.answers_calls(at),
        "hotline_opens": rules.hotline_opens(at),
        "carried": [(carry(file, form.sent_as), file) for file in files],
        "uploads": uploads,
        "accept": accepted(uploads.types),
        "file_limit": in_megabytes(uploads.file_bytes),
        "in_megabytes": in_megabytes,
    }
