"""winmail.dat: what Outlook sends when it means rich text (TNEF, MS-OXTNEF). Its files and its plain body.

The library for it was last published in 2021; the format has not changed since 1997 and needs one page.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.mailbox.rules.charsets import decoded

SIGNATURE = b"\x78\x9f\x3e\x22"
MOST_FILES = 300
BODY, TITLE, DATA, BEGINS, FILE_PROPERTIES, PROPERTIES, CODEPAGE = (
    0x800C,
    0x8010,
    0x800F,
    0x9002,
    0x9005,
    0x9003,
    0x9007,
)
LONG_NAME, SHORT_NAME, TEXT_BODY, HTML_BODY, BYTES = 0x3707, 0x3704, 0x1000, 0x1013, 0x3701
STRING8, UNICODE, OBJECT, BINARY, SEVERAL = 0x1E, 0x1F, 0x0D, 0x102, 0x1000
FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
"""How long values of the other types are, padded."""


@dataclass
class TnefFile:
    """One file in a winmail.dat."""

    name: str = ""
    content: bytes = b""


@dataclass
class Tnef:
    """What a winmail.dat holds, as far as it could be read."""

    text: str = ""
    html: str = ""
    files: list[TnefFile] = field(default_factory=list)


def is_tnef(content: bytes) -> bool:
    """Whether some bytes are one, whatever they are called."""
    return content.startswith(SIGNATURE)


def read(content: bytes) -> Tnef:
    """Reads a winmail.dat up to where it ends or breaks off."""
    found = Tnef()
    charset = "gb18030"
    for level, kind, value in _attributes(content):
        if kind == CODEPAGE and len(value) >= 4:
            charset = f"cp{struct.unpack_from('<I', value)[0]}"
        elif kind == BODY:
            found.text = found.text or decoded(value.rstrip(b"\0"), charset)
        elif kind == PROPERTIES:
            _read_message(value, found, charset)
        elif level == 2:
            _read_file(kind, value, found, charset)
    found.files = [each for each in found.files if each.content]
    return found


def _read_message(value: bytes, found: Tnef, charset: str) -> None:
    for name, kind, content in _properties(value):
        if name == TEXT_BODY:
            found.text = _string(kind, content, charset)
        elif name == HTML_BODY:
            found.html = _string(kind, content, charset)


def _read_file(kind: int, value: bytes, found: Tnef, charset: str) -> None:
    if kind == BEGINS:
        if len(found.files) < MOST_FILES:
            found.files.append(TnefFile())
        return
    if not found.files:
        return
    file = found.files[-1]
    if kind == TITLE:
        file.name = file.name or decoded(value.rstrip(b"\0"), charset)
    elif kind == DATA:
        file.content = value
    elif kind == FILE_PROPERTIES:
        named = {
            name: _string(kind, content, charset)
            for name, kind, content in _properties(value)
            if name != BYTES
        }
        file.name = named.get(LONG_NAME) or file.name or named.get(SHORT_NAME, "")


def _string(kind: int, content: bytes, charset: str) -> str:
    if kind == UNICODE:
        return decoded(content, "utf-16-le").rstrip("\0")
    return decoded(content.rstrip(b"\0"), charset)


def _attributes(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Level (1 message, 2 file), kind and value of each attribute."""
    place = 6
    while is_tnef(content) and place + 9 <= len(content):
        level, kind, length = struct.unpack_from("<BII", content, place)
        place += 9
        if place + length > len(content):
            return
        yield level, kind & 0xFFFF, content[place : place + length]
        place += length + 2


def _properties(value: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Name, type and value of each MAPI property."""
    if len(value) < 4:
        return
    (count,) = struct.unpack_from("<I", value)
    place = 4
    for _ in range(min(count, 10_000)):
        if place + 4 > len(value):
            return
        kind, name = struct.unpack_from("<HH", value, place)
        place = _behind_name(value, place + 4) if name >= 0x8000 else place + 4
        several, kind = bool(kind & SEVERAL), kind & ~SEVERAL
        varies = kind in (STRING8, UNICODE, OBJECT, BINARY)
        if varies or several:
            if place + 4 > len(value):
                return
            (values,) = struct.unpack_from("<I", value, place)
            place += 4
        else:
            values = 1
        for _each in range(min(values, 10_000)):
            if varies:
                if place + 4 > len(value):
                    return
                (length,) = struct.unpack_from("<I", value, place)
                place += 4
            elif kind in FIXED:
                length = FIXED[kind]
            else:
                return
            if place + length > len(value):
                return
            yield name, kind, value[place : place + length]
            place += length + -length % 4


def _behind_name(value: bytes, place: int) -> int:
    """Where a named property's value begins: behind its GUID and its number or text."""
    if place + 24 > len(value):
        return len(value)
    kind, length = struct.unpack_from("<II", value, place + 16)
    return place + 24 + (length + -length % 4 if kind else 0)
