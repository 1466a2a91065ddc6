"""One page to type while listening, one that shows the code to read out. There is no way back to either."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Busy, Invalid
from models.hotline.actions.submit import submit
from models.hotline.words import Author, Source
from models.permissions import Permission
from models.rulebook.queries import hotline_at
from portal.hotline_intake.forms import IntakeForm
from web.access import needs
from web.commit import commits
from web.fragments import page
from web.hotline import vault
from web.language import _
from web.reporting.draft import draft_of
from web.reporting.files import attach, take
from web.security import AT_ONCE, MEGABYTE

blueprint = Blueprint("hotline_intake", __name__, url_prefix="/portal/hotline/intake")


@blueprint.get("")
@needs(Permission.HOTLINE_INTAKE)
def new() -> ResponseReturnValue:
    """The empty form."""
    return _shown(IntakeForm(formdata=None))


@blueprint.post("")
@needs(Permission.HOTLINE_INTAKE)
@commits
def create() -> ResponseReturnValue:
    """Seals what was taken down; who did so is kept nowhere, and they have no key (W-01, W-04).

    A caller gets the code. A letter has nobody to give it to, so it is shown to nobody.
    """
    form = IntakeForm()
    if not form.validate():
        return _shown(form, status=422)
    try:
        files = take(
            request.files.getlist("files"),
            most_bytes=hotline_at(now()).file_megabytes * MEGABYTE,
            uncleaned=bool(form.uncleaned.data),
        )
        receipt = submit(draft_of(form, Source(form.source.data)), vault=vault(), now=now())
    except Invalid as error:
        form.blame(error)
        return _shown(form, status=422)
    except Busy:
        form.form_errors.append(_("Much is being sealed at this moment. Please try again in a minute."))
        return _shown(form, status=503)
    attach(receipt.access, files, now=now(), author=Author.INTAKE)
    by_phone = form.source.data == Source.PHONE
    code = str(receipt.code) if by_phone else ""
    return page("portal/hotline_intake/taken.html", code=code, files=files, by_phone=by_phone)


def _shown(form: IntakeForm, *, status: int = 200) -> Response:
    return page(
        "portal/hotline_intake/new.html",
        status=status,
        form=form,
        limits=hotline_at(now()),
        at_once=AT_ONCE,
    )
