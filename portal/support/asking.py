"""GET and POST /portal/support/new: asking one's head for support (H-10)."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.errors import Invalid
from models.support.actions import ask_support
from models.support.queries import load_of
from models.support.rules import Load
from models.support.words import SupportKind
from portal.support.blueprint import blueprint
from portal.support.forms import AskForm
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _
from web.language.filters import when

TEMPLATE = "portal/support/new.html"


@blueprint.get("/new")
@anyone
def new() -> ResponseReturnValue:
    """The form; a case page names its case in the address."""
    number = request.args.get("case", "")
    first = SupportKind.SECOND_HANDLER if number else SupportKind.HELP
    form = AskForm(None, data={"case": number, "kind": first.value})
    form.prepare(viewer())
    return page(TEMPLATE, form=form, load=_load())


@blueprint.post("/new")
@anyone
@commits
def ask() -> Response:
    form = AskForm(request.form)
    form.prepare(viewer())
    if not form.validate() or (draft := form.draft(viewer())) is None:
        return rejected(TEMPLATE, form, load=_load())
    try:
        made = ask_support(draft, by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, load=_load())
    flash(_("Your request is on its way; it is to be answered by %(when)s.", when=when(made.due_at)), "good")
    return respond(redirect=url_for("support.show", request_id=made.id))


def _load() -> Load:
    """The load that goes with what is asked now."""
    return load_of(viewer(), local_day(now()))
