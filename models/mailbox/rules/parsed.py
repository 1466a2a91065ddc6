"""What was read out of a message: plain values, whatever shape it came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Delivered(StrEnum):
    """What a report says of the mail that it reports on."""

    FAILED = "failed"
    DELAYED = "delayed"
    DONE = "done"
    """Delivered, passed on or read."""
    OTHER = "other"
    """Abuse and statistics: nothing that concerns one letter's way."""


@dataclass(frozen=True)
class Report:
    """A machine's report on a mail (RFC 3464, 8098, 5965). `said` is its reason in one line."""

    delivered: Delivered
    status: str = ""
    said: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file in a message. `inline` ones are pictures that stand in the text."""

    name: str
    media_type: str
    content: bytes
    inline: bool = False


@dataclass(frozen=True)
class Parsed:
    """A message as far as it could be read; `unreadable` says why it could not be, by a short code.

    Addresses are in lower case, Message-IDs without brackets. `marks` are the headers by which
    programs say that they wrote; `inner_names` the Message-IDs of mails that are quoted or enclosed.
    """

    message_id: str = ""
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    written_at: datetime | None = None
    references: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    hops: int = 0
    words: str = ""
    quoted: str = ""
    attachments: tuple[Attachment, ...] = ()
    report: Report | None = None
    inner_names: tuple[str, ...] = ()
    invitation: str = ""
    """METHOD of a calendar part: REQUEST, REPLY, CANCEL."""
    unreadable: str = ""
