"""What people do with messages: make a case, set aside, try again, take the original; ask the mailbox."""

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.mailbox import actions
from models.permissions import Permission
from portal.mailbox.blueprint import blueprint
from portal.mailbox.message import message_or_404
from web.access import needs, viewer
from web.commit import commits
from web.context import installation
from web.downloads import original, sends_files
from web.fragments import respond
from web.language import _
from web.mail_room import office


@blueprint.post("/<int:message_id>/case")
@needs(Permission.CASE_TRIAGE)
@commits
def case(message_id: int) -> ResponseReturnValue:
    """A message becomes a case, with its files."""
    message, room = message_or_404(message_id), office()
    found = actions.read(message, office=room)
    made = actions.make_case(message, found, by=viewer(), office=room, now=now())
    flash(_("Registered as %(number)s.", number=made.number), "good")
    return respond(redirect=url_for("cases.show", number=made.number))


@blueprint.post("/<int:message_id>/check")
@needs(Permission.CASE_TRIAGE)
@commits
def check(message_id: int) -> ResponseReturnValue:
    """Somebody looked at it: there is nothing to do."""
    actions.check(message_or_404(message_id), by=viewer(), now=now())
    flash(_("Noted: no case is needed."), "good")
    return respond(redirect=url_for("mailbox.index"))


@blueprint.post("/<int:message_id>/attempt")
@needs(Permission.CASE_TRIAGE)
@commits
def attempt(message_id: int) -> ResponseReturnValue:
    """A message that we failed on is looked into again, by the clock."""
    actions.try_again(message_or_404(message_id), by=viewer(), now=now())
    flash(_("It is looked into again within a minute."), "good")
    return respond(redirect=url_for("mailbox.show", message_id=message_id))


@blueprint.post("/<int:message_id>/original")
@sends_files
@needs(Permission.PERSONAL_DATA_REVEAL)
@commits
def download(message_id: int) -> Response:
    """The message as it came, for who may read what became no case; asking for it leaves a trace (X-03)."""
    if not viewer().may(Permission.CASE_TRIAGE):
        abort(404)
    message = message_or_404(message_id)
    if message.file is None:
        abort(404)
    actions.hand_out(message, by=viewer(), now=now())
    return original(message.file, f"mail-{message.id}.txt")


@blueprint.post("/fetching")
@needs(Permission.CASE_TRIAGE)
@commits
def fetching() -> ResponseReturnValue:
    """The clock asks the mailbox next, though it is not due."""
    imap = installation().mailbox_url
    if imap is None:
        abort(404)
    actions.ask_soon(imap.name, now=now())
    flash(_("The mailbox is asked within a minute."), "good")
    return respond(redirect=url_for("mailbox.index"))
