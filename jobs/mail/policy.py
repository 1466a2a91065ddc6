"""How the headers of our mails are written as bytes."""

from email.header import Header
from email.headerregistry import AddressHeader
from email.policy import EmailPolicy
from email.utils import formataddr
from typing import Any

LINE = 76


class MailPolicy(EmailPolicy):
    """Headers with Chinese and Latin words in turn, folded without losing the spaces between them.

    The library's own folding drops a space where an encoded word ends a line and one that needs no
    encoding follows (Python 3.11). So subjects and names are encoded whole, by the older class that
    does it right.
    """

    def fold(self, name: str, value: Any) -> str:
        """The header as lines of text, the last one ended."""
        if name.lower() == "subject":
            return f"{name}: {_encoded(str(value), len(name) + 2, self.linesep)}{self.linesep}"
        if isinstance(value, AddressHeader):
            return f"{name}: {self._addresses(name, value)}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """As `fold`, in ASCII; in UTF-8 for servers that take it, where an address needs it."""
        return self.fold(name, value).encode("utf-8" if self.utf8 else "ascii", "surrogateescape")

    def _addresses(self, name: str, value: Any) -> str:
        written = []
        for address in value.addresses:
            if address.display_name.isascii():
                written.append(formataddr((address.display_name, address.addr_spec)))
            else:
                words = _encoded(address.display_name, len(name) + 2, self.linesep)
                written.append(f"{words}{self.linesep} <{address.addr_spec}>")
        return f",{self.linesep} ".join(written)


def _encoded(text: str, used: int, linesep: str) -> str:
    """Text as encoded words, on as many lines as it takes; `used` signs stand before it on the first."""
    if text.isascii() and used + len(text) <= LINE:
        return text
    return Header(text, "utf-8", maxlinelen=LINE, header_name=" " * (used - 2)).encode(linesep=linesep)


POLICY = MailPolicy(linesep="\r\n", cte_type="7bit")
