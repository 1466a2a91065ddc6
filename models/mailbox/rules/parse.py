"""From the bytes of a message to what it says. Whatever the bytes are, this returns (V-04).

The parser is the standard library's with its older policy: the newer one raises on damaged headers as soon
as they are looked at, this one keeps them as they came.
"""

import re
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import Any

from models.mailbox.rules import headers, quotes
from models.mailbox.rules.parsed import Parsed
from models.mailbox.rules.parts import all_parts, gather
from models.mailbox.rules.reports import names_in, report_in

LONGEST_STRUCTURE = 4_000
"""Signs of a header that says how a part is built; the library takes their square."""
MOST_WORK = 30_000_000
"""Lines times boundaries: what the library compares while it takes a message apart."""
DEEPEST = 200
LONGEST_SUBJECT = 300
LONGEST_NAME = 120
RECEIVERS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "resent-to")
MARKS = (
    "auto-submitted",
    "list-id",
    "precedence",
    "return-path",
    "x-auto-response-suppress",
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-failed-recipients",
    "x-loop",
)
_BOUNDARY = re.compile(rb"boundary[ \t]{0,5}\*?[0-9]{0,3}\*?[ \t]{0,5}=", re.IGNORECASE)
_ENCLOSED = re.compile(rb"content-type:[ \t]{0,5}message/", re.IGNORECASE)


class Careful(type(policy.compat32)):  # type: ignore[misc]  # it has no public name
    """Keeps headers as they came, but none so long that reading it becomes work."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of a header, the value cut."""
        name, value = super().header_source_parse(sourcelines)
        most = LONGEST_STRUCTURE if name.lower().startswith("content-") else headers.LONGEST
        return name, value[:most]

    def header_fetch_parse(self, _name: str, value: str) -> str:
        """As it came: the library would put question marks for bytes beyond ASCII."""
        return value


POLICY: Any = Careful()


def parse(content: bytes) -> Parsed:
    """Reads a message. Never raises: what cannot be taken apart says so in `unreadable`."""
    boundaries, enclosed = len(_BOUNDARY.findall(content)), len(_ENCLOSED.findall(content))
    if boundaries + enclosed > DEEPEST or (content.count(b"\n") + 1) * boundaries > MOST_WORK:
        return _head_alone(content, "too_nested")
    try:
        return _read(BytesParser(policy=POLICY).parsebytes(content))
    except Exception as problem:  # the fence: whatever was sent, its sender is heard
        return _head_alone(content, type(problem).__name__)


def _head_alone(content: bytes, why: str) -> Parsed:
    """What the headers say of a message whose body cannot be taken apart."""
    try:
        message = BytesParser(policy=POLICY).parsebytes(content[:200_000], headersonly=True)
        return Parsed(**_head(message), unreadable=why)
    except Exception:
        return Parsed(unreadable=why)


def _read(message: Message) -> Parsed:
    parts = list(all_parts(message))
    report = report_in(parts)
    content = gather(message, report=report is not None)
    head = _head(message)
    if not content.text and content.invitation:
        content.texts.append(content.invitation.words)
    split = quotes.split(content.text, subject=head["subject"])
    return Parsed(
        **head,
        words=split.words,
        quoted=split.quoted,
        attachments=tuple(content.attachments),
        report=report,
        inner_names=names_in(parts, content.text),
        invitation=content.invitation.method if content.invitation else "",
    )


def _head(message: Message) -> dict[str, Any]:
    name, sender = headers.mailbox(headers.raw(message, "from"))
    replied = headers.names(headers.raw(message, "in-reply-to"))
    recipients = [
        address
        for header in RECEIVERS
        for value in headers.every(message, header)[:20]
        for address in headers.addresses(value)
    ]
    return {
        "message_id": headers.name(headers.raw(message, "message-id")),
        "sender": sender,
        "sender_name": name[:LONGEST_NAME],
        "reply_to": (headers.addresses(headers.raw(message, "reply-to")) or [""])[0],
        "recipients": tuple(dict.fromkeys(recipients)),
        "subject": headers.text(headers.raw(message, "subject"))[:LONGEST_SUBJECT],
        "written_at": headers.moment(headers.raw(message, "date")),
        "references": tuple(
            dict.fromkeys([*replied, *reversed(headers.names(headers.raw(message, "references")))])
        ),
        "marks": {mark: headers.text(headers.raw(message, mark)) for mark in MARKS if mark in message},
        "hops": len(headers.every(message, "received")),
    }
