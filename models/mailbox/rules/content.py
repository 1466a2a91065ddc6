"""The content of one part of a message, its transfer encoding taken off."""

import binascii
import re
from email.message import Message
from typing import Any

from models.mailbox.rules.charsets import decoded
from models.mailbox.rules.headers import from_base64, raw

LONGEST_TEXT = 2_000_000  # bytes of one text part that are read; the rest is in the original
_UU_LINE = re.compile(rb"^[\x20-\x60]{1,90}$")


def content_of(part: Message) -> bytes:
    """The bytes of a part that holds no parts. Damaged encodings give what can be made of them."""
    payload = part.get_payload()
    if not isinstance(payload, str):
        return b""
    encoding = raw(part, "content-transfer-encoding").lower().strip(" ;\"'")
    if encoding == "base64":
        return from_base64(payload.encode("utf-8", "replace"))
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _from_uu(payload.encode("ascii", "replace"))
    content: Any = part.get_payload(decode=True)  # unwraps quoted-printable, and keeps bytes beyond ASCII
    return content if isinstance(content, bytes) else b""


def text_in(part: Message) -> str:
    """The text of a part."""
    return decoded(content_of(part)[:LONGEST_TEXT], charset_of(part))


def charset_of(part: Message) -> str:
    """The charset that a part says it is in; empty where it says none."""
    try:
        value = part.get_param("charset")
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):
        return ""
    if isinstance(value, tuple):
        value = value[2]
    return value.strip(" '\"") if isinstance(value, str) else ""


def _from_uu(content: bytes) -> bytes:
    found = bytearray()
    for line in content.splitlines():
        if _UU_LINE.match(line) and not line.startswith((b"begin ", b"end")):
            try:
                found += binascii.a2b_uu(line)
            except binascii.Error:
                continue
    return bytes(found)
