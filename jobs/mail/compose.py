"""A letter as MIME: text and HTML, headers that machines and threads go by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from jobs.mail.policy import POLICY
from jobs.sending.errors import Refused
from models.clock import local
from models.outbox.tables import OutboxMessage
from web.letters import Letter

LANGUAGES = {"zh": "zh-CN", "en": "en"}
_NOT_ON_ONE_LINE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_NOT_IN_A_NAME = re.compile(r"[<>@,;:\"\\()\[\]]+")
_ANOTHERS = re.compile(r"[!-;=?-~]{1,120}@[!-;=?-~]{1,120}")
MOST_REFERENCES = 10


@dataclass(frozen=True)
class Sender:
    """Who writes: name and address of MAIL_FROM, and the host of the public site for Message-IDs."""

    name: str
    address: str
    host: str

    @classmethod
    def of(cls, mail_from: str, public_url: str) -> "Sender":
        name, address = parseaddr(mail_from)
        return cls(name, address, urlsplit(public_url).hostname or "localhost")

    def message_id(self, local_part: str) -> str:
        """A Message-ID under our host; the same for the same row, however often it is sent."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"<{local_part}@{host}>"


def compose(
    message: OutboxMessage,
    letter: Letter,
    *,
    sender: Sender,
    thread: Sequence[str],
    heard: Sequence[str] = (),
    reply_to: str = "",
    now: datetime,
) -> EmailMessage:
    """The mail for a row. `thread` are the local parts of the Message-IDs of earlier letters about the same
    row, `heard` the Message-IDs of what the customer wrote; `reply_to` is where answers go (V-04).

    Raises Refused for an address that cannot be written down in a mail.
    """
    mail = EmailMessage(policy=POLICY)
    mail["From"] = _mailbox(sender.name, sender.address)
    mail["To"] = _mailbox(message.to_name, message.to_address)
    mail["Subject"] = one_line(letter.subject)
    mail["Date"] = format_datetime(local(now))
    mail["Message-ID"] = sender.message_id(message.message_id or f"row-{message.id}")
    if reply_to:
        mail["Reply-To"] = _mailbox(sender.name, reply_to)
        mail["X-Loop"] = sender.address
    earlier = [*_fit_for_header(heard), *(sender.message_id(one) for one in thread)]
    if earlier:
        mail["In-Reply-To"] = earlier[-1]
        mail["References"] = " ".join(_kept(earlier))
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(letter.text, charset="utf-8")
    mail.add_alternative(letter.html, subtype="html", charset="utf-8")
    mail["Content-Language"] = LANGUAGES.get(message.language, message.language)
    return mail


def one_line(text: str) -> str:
    """A value for a header: no line break and no control character gets through."""
    return _NOT_ON_ONE_LINE.sub(" ", text).strip()


def _mailbox(name: str, address: str) -> Address:
    local_part, at, domain = one_line(address).rpartition("@")
    if not at or not local_part or not domain or " " in one_line(address):
        raise Refused("the address is not one")
    try:
        return Address(
            display_name=_NOT_IN_A_NAME.sub(" ", one_line(name)).strip(),
            username=local_part,
            domain=domain.encode("idna").decode(),
        )
    except (ValueError, IndexError) as problem:
        raise Refused("the address cannot be written in a mail") from problem


def _fit_for_header(names: Sequence[str]) -> list[str]:
    """Message-IDs of others in their brackets; those are left out that would break a header."""
    return [f"<{name}>" for name in names if _ANOTHERS.fullmatch(name)]


def _kept(thread: Sequence[str]) -> list[str]:
    """The first mail of a thread and the latest ones: what readers need to keep it together."""
    return list(thread) if len(thread) <= MOST_REFERENCES else [thread[0], *thread[1 - MOST_REFERENCES :]]
