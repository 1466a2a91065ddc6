"""Who may read a customer's mail, and what of it (X-03).

Who keeps the mail going needs states and errors, not the words: those are shown to whoever may see
customers' data, and without the secrets of their links. In the demo there are no customers, so
everybody reads everything and the links work.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from models.errors import DomainError
from models.outbox.rules import NOTICES
from models.outbox.tables import Delivery, OutboxMessage
from models.permissions import Permission
from models.rulebook.words import MessageKind
from web.access import viewer
from web.context import installation
from web.language import _
from web.letters import Letter, render
from web.letters.links import without_secrets
from web.words import word

TONES = {
    Delivery.WAITING: "info",
    Delivery.SENDING: "info",
    Delivery.SENT: "good",
    Delivery.FAILED: "bad",
    Delivery.CANCELLED: "neutral",
    Delivery.OVERTAKEN: "neutral",
}
_LINK = re.compile(r"(https?://[!-~]+)")


@dataclass(frozen=True)
class Reading:
    """The words of a message as the viewer may see them. `draft` ones are what would be sent now."""

    letter: Letter | None = None
    draft: bool = False
    fault: str = ""


def may_read() -> bool:
    """Whether the viewer may see the words of messages at all."""
    return installation().demo or viewer().may(Permission.PERSONAL_DATA_REVEAL)


def reading(message: OutboxMessage, *, now: datetime) -> Reading:
    """A message's words: as they were sent, or as they would be sent now. Only for who `may_read`."""
    if message.state is Delivery.SENT:
        sent = Letter(message.subject or "", message.text or "", message.html or "")
        return Reading(_as_shown(sent))
    try:
        return Reading(_as_shown(render(message, now=now)), draft=True)
    except (DomainError, LookupError, ValueError) as problem:
        return Reading(fault=f"{type(problem).__name__}: {problem}")


def linked(text: str) -> Markup:
    """The words of an SMS with their link to click on, whatever sign stands before it."""
    parts = _LINK.split(text)
    shown = [escape(part) for part in parts]
    shown[1::2] = [
        Markup('<a href="{0}" target="_blank" rel="noreferrer">{0}</a>').format(link) for link in parts[1::2]
    ]
    return Markup("").join(shown)


def named_about(message: OutboxMessage) -> str:
    """What a message is about, as people call it: a case, a campaign, a person; never our name of a row."""
    area, _colon, number = message.about.partition(":")
    if area == "campaign_member":
        return _("invited person %(n)s", n=number)
    return number or message.about


def kind_of(message: OutboxMessage) -> str:
    """What occasion a message is for, in the reader's language."""
    if message.kind == NOTICES:
        return _("Notices to staff")
    return word(MessageKind(message.kind)) if message.kind in set(MessageKind) else message.kind


def _as_shown(letter: Letter) -> Letter:
    if installation().demo:
        return letter
    return Letter(letter.subject, without_secrets(letter.text), without_secrets(letter.html))
