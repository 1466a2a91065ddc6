"""What an attachment is called: RFC 2231, encoded words out of place, percent signs, plain bytes."""

import re
from email.message import Message
from typing import Any
from urllib.parse import unquote_to_bytes

from models.mailbox.rules.charsets import decoded
from models.mailbox.rules.headers import raw, text

LONGEST = 250
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_LOOSE = re.compile(r"(?:file)?name\*?\s*=\s*(?:\"([^\"]{1,500})\"?|([^;\s][^;]{0,500}))", re.IGNORECASE)
_CHARSET = re.compile(r"^\"?([A-Za-z0-9_-]{2,30})'[A-Za-z-]{0,20}'(.*)$", re.DOTALL)


def file_name(part: Message) -> str:
    """The name of a part, or nothing where it has none."""
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        found = _parameter(part, header, key)
        if found:
            return found[:LONGEST]
    return ""


def _parameter(part: Message, header: str, key: str) -> str:
    try:
        value: Any = part.get_param(key, header=header)
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):
        value = None  # the library stumbles over numbers that are none (RFC 2231)
    if isinstance(value, tuple):
        charset, _language, content = value
        return _tidy(decoded(content.encode("latin-1", "replace"), charset or ""))
    if isinstance(value, str):
        return _tidy(value)
    loose = (
        _LOOSE.search(raw(part, header)) if value is None and f"{key}" in raw(part, header).lower() else None
    )
    return _tidy(loose[1] or loose[2]) if loose else ""


def _tidy(value: str) -> str:
    """A name freed of what its sender's program left around it."""
    value = value.strip()
    if extended := _CHARSET.match(value):
        value = decoded(unquote_to_bytes(extended[2].strip('"')), extended[1])
    elif _ESCAPED.search(value) and value.isascii():
        as_text = unquote_to_bytes(value)
        value = decoded(as_text) if not as_text.isascii() else value
    return text(value.strip().strip('"'))
