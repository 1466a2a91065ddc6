"""What can happen to a message on its way out."""

from datetime import timedelta

from models.privacy import masked_addresses


class NotSent(Exception):
    """A message did not leave. The text is one line for an operator; addresses in it are masked (X-03)."""

    def __init__(self, text: str) -> None:
        super().__init__(masked_addresses(text))


class Refused(NotSent):
    """The other side will never take this message: no such recipient, content not accepted."""


class Delayed(NotSent):
    """The other side did not take this message now; later it may.

    `after` is how long it asked us to wait at least; with `rest` it asked so for every message.
    """

    def __init__(self, text: str, *, after: timedelta = timedelta(), rest: bool = False) -> None:
        super().__init__(text)
        self.after, self.rest = after, rest


class Unreachable(NotSent):
    """The other side does not answer, or does not let us in: nothing can leave, whichever."""
