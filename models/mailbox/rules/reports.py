"""Reports on the way of a mail: what they report, and of which mail (RFC 3464, 8098, 5965)."""

import re
from collections.abc import Iterable
from email.message import Message

from models.mailbox.rules import headers
from models.mailbox.rules.content import text_in
from models.mailbox.rules.parsed import Delivered, Report

LONGEST_SAID = 300
MOST_NAMES = 40
STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
READ_TYPES = ("message/disposition-notification", "message/global-disposition-notification")
_MESSAGE_ID = re.compile(r"message-id:[ \t]{0,20}\r?\n?[ \t>]{0,20}<([^<>\s]{3,250})>", re.IGNORECASE)
_FIELD = re.compile(r"^([A-Za-z-]{3,40}):[ \t]{0,20}(.{0,500}(?:\n[ \t].{0,500}){0,6})", re.MULTILINE)
_ACTIONS = {
    "failed": Delivered.FAILED,
    "delayed": Delivered.DELAYED,
    "delivered": Delivered.DONE,
    "relayed": Delivered.DONE,
    "expanded": Delivered.DONE,
}


def report_in(parts: Iterable[Message]) -> Report | None:
    """The report that a message is, from the part of it that machines read."""
    for part in parts:
        kind = part.get_content_type()
        if kind in STATUS_TYPES:
            return _delivery(_fields(part))
        if kind in READ_TYPES:
            return Report(Delivered.DONE, said="read")
        if kind == "message/feedback-report":
            return Report(Delivered.OTHER, said="feedback")
    return None


def names_in(parts: Iterable[Message], text: str) -> tuple[str, ...]:
    """The Message-IDs of the mails that a message encloses or quotes with their headers."""
    found: dict[str, None] = {}
    for part in parts:
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global"):
            enclosed = part.get_payload()
            if isinstance(enclosed, list) and enclosed and isinstance(enclosed[0], Message):
                found[headers.name(headers.raw(enclosed[0], "message-id"))] = None
        elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
            found |= dict.fromkeys(_MESSAGE_ID.findall(text_in(part)[:100_000]))
    found |= dict.fromkeys(_MESSAGE_ID.findall(text[:200_000]))
    return tuple(name for name in list(found)[:MOST_NAMES] if name)


def _fields(part: Message) -> dict[str, str]:
    """The fields of all blocks of a status part; of several recipients the first."""
    payload = part.get_payload()
    found: dict[str, str] = {}
    if isinstance(payload, list):
        for block in payload:
            if isinstance(block, Message):
                for name, value in block.raw_items():
                    found.setdefault(name.lower(), " ".join(str(value).split()))
    for name, value in _FIELD.findall(text_in(part)):
        found.setdefault(name.lower(), " ".join(value.split()))
    return found


def _delivery(fields: dict[str, str]) -> Report:
    status = fields.get("status", "")[:20]
    action = _ACTIONS.get(fields.get("action", "").lower().split(" ")[0].strip())
    if action is None:
        action = {"2": Delivered.DONE, "4": Delivered.DELAYED}.get(status[:1], Delivered.FAILED)
    said = headers.plain(fields.get("diagnostic-code", "") or status).removeprefix("smtp;").strip()
    return Report(action, status, " ".join(said.split())[:LONGEST_SAID])
