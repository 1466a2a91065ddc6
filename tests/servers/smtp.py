"""An SMTP server on loopback that keeps what arrives."""

from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Arrived:
    """One mail as it came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The decoded subject."""
        return str(self.message["Subject"])

    def body(self, kind: str = "plain") -> str:
        """The decoded `text/<kind>` body. Raises AssertionError when there is none."""
        part = self.message.get_body((kind,))
        assert part is not None, f"no text/{kind} in {self.subject!r}"
        return str(part.get_content())


class OnFreePort(Controller):
    """A server on whichever port of loopback is free: `port` says which, once it runs."""

    def __init__(self, handler: Any, **options: Any) -> None:
        super().__init__(handler, hostname="127.0.0.1", port=0, **options)

    def _trigger_server(self) -> None:
        assert self.server is not None
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """The running server: `url` for SMTP_URL, `arrived` in order; it can be told to refuse."""

    def __init__(self) -> None:
        self.arrived: list[Arrived] = []
        self.refuse_with = ""
        self._controller = OnFreePort(self)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.refuse_with:
            return self.refuse_with
        content = envelope.original_content or b""
        message = BytesParser(policy=policy.default).parsebytes(content)
        assert isinstance(message, EmailMessage)
        self.arrived.append(Arrived(envelope.mail_from or "", tuple(envelope.rcpt_tos), message))
        return "250 kept"

    @property
    def url(self) -> str:
        """Its address as SMTP_URL takes it."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def start(self) -> None:
        """Listen on a free port."""
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        self._controller.stop()
