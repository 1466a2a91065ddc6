"""One message: how it went, and what it said, in a frame that runs nothing."""

from typing import Any

from flask import Response, abort, make_response
from flask.typing import ResponseReturnValue

from models.clock import now
from models.db import db
from models.outbox.tables import Delivery, OutboxMessage
from models.permissions import Permission
from models.rulebook.rules import parts, units
from portal.outbox.blueprint import blueprint
from portal.outbox.reading import TONES, kind_of, linked, may_read, named_about, reading
from web.access import needs, viewer
from web.fragments import page
from web.language import _
from web.security import CONTENT_SECURITY

NO_SCRIPT = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",  # a mail carries its own style
    "form-action": "'none'",
    "base-uri": "'self'",
    "frame-ancestors": "'self'",
    "sandbox": "allow-popups allow-popups-to-escape-sandbox",
}
WITH_FRAME = CONTENT_SECURITY | {"frame-src": "'self'"}


@blueprint.get("/<int:message_id>")
@needs(Permission.OUTBOX_READ)
def show(message_id: int) -> ResponseReturnValue:
    """State, headers, what went wrong, and the words to whoever may read them."""
    message = message_or_404(message_id)
    return page("portal/outbox/message.html", **facts_of(message))


@blueprint.get("/<int:message_id>/letter")
@needs(Permission.OUTBOX_READ)
def letter(message_id: int) -> Response:
    """The HTML of a letter by itself, for the frame on its page: no script, no form, nothing fetched."""
    message = message_or_404(message_id)
    if not may_read():
        abort(404)
    found = reading(message, now=now())
    if found.letter is None or not found.letter.html:
        abort(404)
    # Its links open in a window of their own: the frame stays with the letter.
    return make_response(found.letter.html.replace("<head>", '<head><base target="_blank">', 1))


def message_or_404(message_id: int) -> OutboxMessage:
    """The message with that number."""
    message = db.session.get(OutboxMessage, message_id) if message_id < 2**31 else None
    if message is None:
        abort(404)
    return message


def facts_of(message: OutboxMessage) -> dict[str, Any]:
    """What the page of a message shows."""
    readable = may_read()
    area, _, number = message.about.partition(":")
    reads_cases = viewer().may(Permission.CASE_READ_ALL) or viewer().may(Permission.CASE_READ_DEPARTMENT)
    return {
        "message": message,
        "kind": kind_of(message),
        "tone": TONES[message.state],
        "readable": readable,
        "reading": reading(message, now=now()) if readable else None,
        "case_number": number if area == "case" else "",
        "campaign_number": number if area == "campaign" else "",
        "named_about": named_about,
        "reads_cases": reads_cases,
        "parts_of": parts_of,
        "linked": linked,
        "can_retry": message.state in (Delivery.FAILED, Delivery.CANCELLED),
        "can_withdraw": message.state is Delivery.WAITING,
    }


def parts_of(text: str) -> str:
    """How long an SMS is, and in how many parts it leaves."""
    return _("%(signs)s signs, parts: %(n)s", signs=units(text), n=parts(text))


# Read by the security headers of web/security.py for these two views alone.
for _view, _options in (
    (show, {"content_security_policy": WITH_FRAME}),
    (letter, {"content_security_policy": NO_SCRIPT, "frame_options": "SAMEORIGIN"}),
):
    vars(_view)["talisman_view_options"] = _options
