"""What can happen to a mail on its way out."""


class MailError(Exception):
    """A mail did not leave. The text is one line for an operator."""


class Refused(MailError):
    """The server will never take this mail: no such recipient, content not accepted (5xx)."""


class Delayed(MailError):
    """The server did not take this mail now; later it may."""


class Unreachable(MailError):
    """The server does not answer, or does not let us in: no mail can leave, whichever."""
