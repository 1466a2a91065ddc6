"""How every channel's form is taken: validate, keep the files, one action, one answer."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import Response, flash, redirect, request, url_for
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
from models.privacy import masked_email
from models.rulebook.queries import rules_at
from portal.channels.forms import ChannelForm
from web.access import viewer
from web.carried import carried, carry
from web.fragments import page, rejected
from web.language import _
from web.language.filters import in_megabytes
from web.uploads import take_files

F = TypeVar("F", bound=ChannelForm)


def shown(template: str, form: ChannelForm) -> Response:
    """The empty form."""
    return page(template, form=form, **_around(form, []))


def receive(template: str, form: F, register: Callable[[F, Sequence[StoredFile]], Case]) -> Response:
    """Takes a filled-in form. `register` calls the one action. Sent twice, it is still one case.

    A refused form keeps the files that were accepted, which is all that is stored of it.
    """
    uploads = rules_at(now()).uploads
    sound = form.validate()
    files = carried(request.form.getlist("carried"), form.sent_as, most=uploads.files)
    taken = take_files(
        request.files.getlist("files"), uploads=uploads, already=len(files), by=viewer(), now=now()
    )
    files += taken.files
    if taken.refusals:
        form.files.errors = [" ".join(taken.refusals)]
    if not sound or taken.refusals:
        return rejected(template, form, **_around(form, files))
    try:
        case = register(form, files)
    except Invalid as fault:  # before anything was written
        form.blame(fault)
        return rejected(template, form, **_around(form, files))
    except IntegrityError:
        # The same form came twice at the same moment, and the other one was first.
        db.session.rollback()
        earlier = submitted(form.sent_as)
        if earlier is None:
            raise
        case = earlier
    return _registered(case)


def _registered(case: Case) -> Response:
    """The slip for a customer who stands there and gets no mail, else the case."""
    if case.contact_email and case.open:
        address = masked_email(case.contact_email)
        told = _(
            "Registered as %(number)s. Number and link go to %(address)s.",
            number=case.number,
            address=address,
        )
    elif case.open:
        told = _("Registered as %(number)s.", number=case.number)
    else:
        told = _("Registered as %(number)s, thanked and closed.", number=case.number)
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


def _around(form: ChannelForm, files: Sequence[StoredFile]) -> dict[str, Any]:
    """What the fields for files show: those that the form carries on, and what may be chosen."""
    uploads = rules_at(now()).uploads
    return {
        "carried": [(carry(file, form.sent_as), file) for file in files],
        "uploads": uploads,
        "accept": accepted(uploads.types),
        "file_limit": in_megabytes(uploads.file_bytes),
        "in_megabytes": in_megabytes,
    }
