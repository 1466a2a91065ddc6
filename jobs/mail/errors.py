"""What can happen to a mail on its way out."""

from models.privacy import masked_addresses


class MailError(Exception):
    """A mail did not leave. The text is one line for an operator; addresses in it are masked (X-03)."""

    def __init__(self, text: str) -> None:
        super().__init__(masked_addresses(text))


class Refused(MailError):
    """The server will never take this mail: no such recipient, content not accepted (5xx)."""


class Delayed(MailError):
    """The server did not take this mail now; later it may."""


class Unreachable(MailError):
    """The server does not answer, or does not let us in: no mail can leave, whichever."""
