"""A winmail.dat, made as Outlook makes it (MS-OXTNEF)."""

import struct


def winmail(*files: tuple[str, bytes], body: str = "") -> bytes:
    """A TNEF stream with files, each with a short and a long name, and a plain body."""
    stream = struct.pack("<IH", 0x223E9F78, 1)
    stream += _attribute(1, 0x00069007, struct.pack("<II", 936, 0))
    if body:
        stream += _attribute(1, 0x0002800C, body.encode("gb18030") + b"\0")
    for name, content in files:
        stream += _attribute(2, 0x00069002, b"\0" * 14)
        stream += _attribute(2, 0x00018010, b"SHORT~1.PDF\0")
        stream += _attribute(2, 0x0006800F, content)
        stream += _attribute(2, 0x00069005, _properties((0x3707, name)))
    return stream


def _attribute(level: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def _properties(*texts: tuple[int, str]) -> bytes:
    """MAPI properties: a number and a named one that a reader must pass over, then texts."""
    found = struct.pack("<I", len(texts) + 2)
    found += struct.pack("<HHI", 3, 0x0E21, 7)
    guid, name = b"\1" * 16, "x".encode("utf-16-le") + b"\0\0"
    found += (
        struct.pack("<HH", 3, 0x8001) + guid + struct.pack("<II", 1, len(name)) + name + b"" + b"\0\0\0\0"
    )
    for number, text in texts:
        value = text.encode("utf-16-le") + b"\0\0"
        padded = value + b"\0" * (-len(value) % 4)
        found += struct.pack("<HHII", 0x1F, number, 1, len(value)) + padded
    return found
