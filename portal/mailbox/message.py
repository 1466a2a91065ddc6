"""One message: what it says, what it brought, what became of it."""

from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from models.mailbox import queries
from models.mailbox.actions.by_hand import NO_CASE
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate
from models.permissions import Permission
from portal.mailbox.blueprint import blueprint
from portal.mailbox.listing import TONES
from web.access import needs
from web.fragments import page
from web.language.filters import in_megabytes
from web.mails import left_out

PAGE = "portal/mailbox/message.html"


@blueprint.get("/<int:message_id>")
@needs(Permission.CASE_TRIAGE)
def show(message_id: int) -> ResponseReturnValue:
    """The whole of it as text: its HTML is never shown."""
    return page(PAGE, **facts_of(message_or_404(message_id)))


def message_or_404(message_id: int) -> MailboxMessage:
    """The message with that number."""
    return queries.find(message_id) or abort(404)


def facts_of(message: MailboxMessage) -> dict[str, Any]:
    """What the page of a message shows."""
    return {
        "message": message,
        "tone": TONES[message.fate],
        "size": in_megabytes(message.file.size) if message.file else None,
        "attachments": message.attachments.get("all", []),
        "left_out": left_out(message),
        "can_make_case": message.fate in NO_CASE and message.file is not None,
        "can_check": message.fate in NO_CASE and message.checked_at is None and message.expired_at is None,
        "can_try_again": message.fate is Fate.FAILED and message.file is not None,
    }
