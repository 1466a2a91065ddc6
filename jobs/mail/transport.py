"""Where mails are handed over; one transport serves one batch."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Protocol

from jobs.mail.folder import Folder
from jobs.mail.smtp import Server
from web.config import Config
from web.home import Home


class Transport(Protocol):
    """Takes mails. All of these raise the errors of `jobs.sending.errors` and no others."""

    def make_ready(self) -> None:
        """Makes sure that a mail can be handed over now. Raises Unreachable."""
        ...

    def send(self, mail: EmailMessage, *, sender: str, recipient: str) -> None:
        """Hands one mail over. Raises Refused or Delayed."""
        ...

    def close(self) -> None:
        """Ends the conversation. Raises nothing."""
        ...


@contextmanager
def transport(config: Config) -> Iterator[Transport]:
    """The SMTP server of the configuration, or the folder of mails where none is given."""
    chosen: Transport = Server(config.smtp_url) if config.smtp_url else Folder(Home(config.home).mail)
    try:
        yield chosen
    finally:
        chosen.close()
