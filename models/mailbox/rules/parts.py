"""The parts of a message put together, however they are nested: its text, its files, what was enclosed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from models.mailbox.rules import headers, tnef
from models.mailbox.rules.content import content_of, text_in
from models.mailbox.rules.invitations import Invitation, invitation_in
from models.mailbox.rules.markup import text_of
from models.mailbox.rules.names import file_name
from models.mailbox.rules.parsed import Attachment

MOST_PARTS = 2_000
MOST_ATTACHMENTS = 500
DEEPEST = 30
ENCLOSED = ("message/rfc822", "message/global", "message/news")
NO_FILES = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "message/delivery-status",
    "message/global-delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "text/rfc822-headers",
    "text/x-amp-html",
)
"""What machines add for machines."""
_KIND = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")
MUCH_MORE = 4
"""A plain text this much shorter than its HTML says "please use another program" and nothing else."""


@dataclass
class Content:
    """What was found so far. `texts` are put one below the other."""

    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    invitation: Invitation | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(text for text in self.texts if text.strip())


def all_parts(message: Message) -> Iterator[Message]:
    """Every part, the enclosed mails' own left out: they are about something else."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        yield part
        if part.get_content_maintype() != "message" or part is message:
            waiting += reversed(parts_of(part))


def parts_of(part: Message) -> list[Message]:
    """The parts that a part holds."""
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def gather(message: Message, *, report: bool = False) -> Content:
    """The text and the files of a message; of a `report` without the mail that it reports on."""
    content = Content()
    _Gatherer(content, report=report).take(message, 0)
    return content


class _Gatherer:
    def __init__(self, content: Content, *, report: bool) -> None:
        self._found = content
        self._report = report
        self._parts = 0

    def take(self, part: Message, depth: int) -> None:
        """Takes one part and all within it."""
        self._parts += 1
        if self._parts > MOST_PARTS or depth > DEEPEST:
            return
        kind, inner = part.get_content_type(), parts_of(part)
        if kind in ENCLOSED:
            if not self._report:
                self._enclosed(part, inner, depth)
        elif kind == "multipart/alternative" and inner:
            self._best(inner, depth)
        elif inner and part.get_content_maintype() == "multipart":
            for each in inner:
                self.take(each, depth + 1)
        elif kind not in NO_FILES:
            self._leaf(part, kind)

    def _leaf(self, part: Message, kind: str) -> None:
        name = file_name(part)
        if kind in ("application/ms-tnef", "application/vnd.ms-tnef") or name.lower() == "winmail.dat":
            return self._outlook(part)
        attached = headers.raw(part, "content-disposition").lower().startswith("attachment")
        if kind == "text/calendar":
            self._calendar(part)
        elif kind.startswith("text/") and not attached and not name:
            self._found.texts.append(_text(part, kind))
            return None
        self._attach(
            name, kind, content_of(part), inline=bool(headers.raw(part, "content-id")) and not attached
        )
        return None

    def _best(self, choices: list[Message], depth: int) -> None:
        """Of several forms of the same text the one that says most; files between them are taken too."""
        plain, rich = "", ""
        for each in choices:
            kind = each.get_content_type()
            if kind == "text/plain" and not plain:
                plain = _text(each, kind)
            elif kind == "text/html" and not rich:
                rich = _text(each, kind)
            elif each.get_content_maintype() == "multipart":
                within = Content()
                _Gatherer(within, report=self._report).take(each, depth + 1)
                rich = rich or within.text
                self._found.attachments += within.attachments
                self._found.invitation = self._found.invitation or within.invitation
            elif kind not in NO_FILES and not (kind.startswith("text/") and kind != "text/calendar"):
                self._leaf(each, kind)
        much_more = len(rich.strip()) > MUCH_MORE * max(len(plain.strip()), 50)
        self._found.texts.append(rich if not plain.strip() or (rich.strip() and much_more) else plain)

    def _enclosed(self, part: Message, inner: list[Message], depth: int) -> None:
        """A mail passed on as a file: its words and its files, below who wrote it and what about."""
        if not inner:
            self._attach(file_name(part) or "message.eml", "message/rfc822", content_of(part), inline=False)
            return
        mail = inner[0]
        head = (headers.text(headers.raw(mail, name)) for name in ("from", "date", "subject"))
        self._found.texts.append("\n".join(["-" * 10, *(line for line in head if line)]))
        self.take(mail, depth + 1)

    def _outlook(self, part: Message) -> None:
        content = content_of(part)
        found = tnef.read(content)
        if not found.files and not found.text and not found.html:
            self._attach(file_name(part) or "winmail.dat", "application/ms-tnef", content, inline=False)
            return
        if not self._found.text:
            self._found.texts.append(found.text or text_of(found.html))
        for file in found.files:
            self._attach(file.name, "application/octet-stream", file.content, inline=False)

    def _calendar(self, part: Message) -> None:
        self._found.invitation = self._found.invitation or invitation_in(text_in(part))

    def _attach(self, name: str, kind: str, content: bytes, *, inline: bool) -> None:
        if content and len(self._found.attachments) < MOST_ATTACHMENTS:
            kind = kind if _KIND.fullmatch(kind) else "application/octet-stream"
            shown = inline and kind.startswith("image/")
            self._found.attachments.append(Attachment(name, kind, content, shown))


def _text(part: Message, kind: str) -> str:
    text = text_in(part)
    return text_of(text) if kind in ("text/html", "text/enriched", "text/richtext") else text
