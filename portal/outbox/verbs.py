"""What operators do with messages: another attempt at what failed, the cancellation of what waits."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.db import db
from models.outbox.actions import retry, withdraw
from models.outbox.queries import failed_ids
from models.outbox.tables import OutboxMessage
from models.permissions import Permission
from portal.outbox.blueprint import blueprint
from portal.outbox.message import message_or_404
from web.access import needs, viewer
from web.commit import commits
from web.fragments import respond
from web.language import _, counted


@blueprint.post("/<int:message_id>/attempt")
@needs(Permission.OUTBOX_SEND)
@commits
def attempt(message_id: int) -> ResponseReturnValue:
    """A failed or cancelled message is sent again."""
    message = message_or_404(message_id)
    retry(message, by=viewer(), now=now())
    flash(_("It waits again and is sent in a moment."), "good")
    return respond(redirect=url_for("outbox.show", message_id=message_id))


@blueprint.post("/<int:message_id>/cancellation")
@needs(Permission.OUTBOX_SEND)
@commits
def cancellation(message_id: int) -> ResponseReturnValue:
    """A waiting message is taken back."""
    message = message_or_404(message_id)
    withdraw(message, by=viewer(), now=now())
    flash(_("It was taken back and will not be sent."), "good")
    return respond(redirect=url_for("outbox.show", message_id=message_id))


@blueprint.post("/attempts")
@needs(Permission.OUTBOX_SEND)
@commits
def attempts() -> ResponseReturnValue:
    """All failed messages are sent again, as after a fault of the mail server."""
    by, at = viewer(), now()
    ids = failed_ids()
    for message_id in ids:
        retry(db.session.get_one(OutboxMessage, message_id), by=by, now=at)
    flash(counted("%(n)s message waits again.", "%(n)s messages wait again.", len(ids)), "good")
    return respond(redirect=url_for("outbox.index"))
