"""A folder on a mail server, as far as we need it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.mailbox.words import Fate


@dataclass(frozen=True)
class Fetched:
    """A message as the server gave it. `cut` where only its beginning was asked for."""

    content: bytes
    arrived_at: datetime
    cut: bool = False


class Postbox(Protocol):
    """Raises MailboxError, and no other error, when the server cannot be asked further."""

    @property
    def uidvalidity(self) -> int:
        """Which numbering of messages holds."""
        ...

    def waiting(self) -> list[int]:
        """The numbers of the messages that were not put away, oldest first."""
        ...

    def fetch(self, uid: int, *, most: int) -> Fetched | None:
        """One message, at most about `most` bytes of it; None when it is gone. Leaves it as it is."""
        ...

    def put_away(self, uid: int, fate: Fate) -> None:
        """Files a message by what became of it, or marks it; nothing happens when it is gone."""
        ...
