"""What headers say: text in any encoding, addresses, names of messages, moments.

Headers are read from their raw form by patterns that take as long as the header is. The library's own
reading of structured headers raises on one hostile header in seventy, and takes minutes for some.
"""

import base64
import binascii
import quopri
import re
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from models.customers.rules import email_of
from models.errors import Invalid
from models.mailbox.rules.charsets import cleaned, decoded

LONGEST = 20_000
LONGEST_ID = 250
MOST_REFERENCES = 60
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bq])\?([^?]{0,20000})\?=", re.IGNORECASE)
_BETWEEN = re.compile(r"(\?=)\s+(=\?[^?\s]{1,60}\?[bq]\?)", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@\\]{1,64}@[^\s<>()\[\],;:\"@\\']{1,253}")
_NAME = re.compile(r"<([^<>\s]{3,250})>")
_NOT_IN_A_NAME = re.compile(r"[<>\"\\]+")
_BYTES = re.compile("[\udc80-\udcff]")


def raw(message: Message, name: str) -> str:
    """The first header of that name as it came, on one line; empty where there is none."""
    value: Any = next((each for key, each in message.raw_items() if key.lower() == name), "")
    return " ".join(str(value)[:LONGEST].split())


def every(message: Message, name: str) -> list[str]:
    """All headers of that name, as `raw`."""
    return [" ".join(str(each)[:LONGEST].split()) for key, each in message.raw_items() if key.lower() == name]


def text(value: str) -> str:
    """A header's value as people read it: encoded words decoded, bytes beyond ASCII read as what they are.

    Words of one charset are put together before they are decoded: many programs cut a Chinese
    character in two.
    """
    pieces: list[str] = []
    pending, charset = b"", ""
    place = 0
    value = _BETWEEN.sub(r"\1\2", _BETWEEN.sub(r"\1\2", value))
    for found in _ENCODED.finditer(value):
        between = value[place : found.start()]
        if between or found[1].lower() != charset:
            pieces.append(decoded(pending, charset))
            pieces.append(plain(between))
            pending = b""
        charset = found[1].lower().partition("*")[0]
        pending += _word(found[2], found[3])
        place = found.end()
    pieces += [decoded(pending, charset), plain(value[place:])]
    return " ".join(cleaned("".join(pieces)).split())


def plain(value: str) -> str:
    """Text whose bytes beyond ASCII were kept by the parser, read in whatever charset they are in."""
    if not _BYTES.search(value):
        return value
    return decoded(value.encode("utf-8", "surrogateescape"))


def _word(kind: str, content: str) -> bytes:
    as_bytes = content.encode("utf-8", "surrogateescape")
    if kind.lower() == "q":
        return quopri.decodestring(as_bytes.replace(b"\n", b""), header=True)
    return from_base64(as_bytes)


def from_base64(content: bytes) -> bytes:
    """What base64 holds, its padding forgotten or not, whatever else stands between."""
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
    try:
        return base64.b64decode(kept + b"=" * (-len(kept) % 4))
    except binascii.Error:
        return b""


def addresses(value: str) -> list[str]:
    """All addresses in a header, in lower case, in order; at most a hundred."""
    found = (address(each[0]) for each, _ in zip(_ADDRESS.finditer(plain(value)), range(100), strict=False))
    return list(dict.fromkeys(each for each in found if each))


def address(value: str) -> str:
    """One mail address in the form in which customers' are kept; empty for what is none."""
    try:
        return email_of(value) or ""
    except (Invalid, ValueError):
        return ""


def mailbox(value: str) -> tuple[str, str]:
    """The name and the address of the first writer in a From header; what is missing is empty."""
    value = value.partition(">")[0] + ">" if "<" in value else value
    at = value.rfind("<")
    if at >= 0:
        return _name(value[:at]), (addresses(value[at:]) or [""])[0]
    found = _ADDRESS.search(plain(value))
    if found is None:
        return _name(value), ""
    rest = plain(value).replace(found[0], " ", 1)
    return _name(rest.replace("(", " ").replace(")", " ")), address(found[0])


def _name(value: str) -> str:
    name = " ".join(_NOT_IN_A_NAME.sub(" ", text(value.strip().strip('"'))).split()).strip("'\u201c\u201d ,;")
    return "" if "@" in name else name


def names(value: str) -> list[str]:
    """The Message-IDs in a header, without their brackets: the first one and the latest."""
    found = list(dict.fromkeys(cleaned(plain(each)) for each in _NAME.findall(value)))
    return found if len(found) <= MOST_REFERENCES else [found[0], *found[1 - MOST_REFERENCES :]]


def name(value: str) -> str:
    """A Message-ID without its brackets, also where they were forgotten; empty for nonsense."""
    found = _NAME.search(value)
    if found:
        return cleaned(plain(found[1]))[:LONGEST_ID]
    bare = cleaned(plain(value)).strip("<> ")
    return bare if 3 <= len(bare) <= LONGEST_ID and " " not in bare else ""


def moment(value: str) -> datetime | None:
    """A Date header as a moment; None for one that is nonsense or not of our days."""
    try:
        found = parsedate_to_datetime(plain(value)[:100])
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    return found if 1990 <= found.year <= 2200 else None
