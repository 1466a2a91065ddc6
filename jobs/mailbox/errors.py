"""What can happen while a mailbox is asked."""

from models.privacy import masked_addresses


class MailboxError(Exception):
    """The server cannot be asked further. One line for an operator; addresses in it are masked (X-03)."""

    def __init__(self, text: str) -> None:
        super().__init__(masked_addresses(" ".join(text.split())))
