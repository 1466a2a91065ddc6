"""WebP: keeps the chunks that draw the picture or its animation, and drops all others."""

import struct

from models.cleaning import exif
from models.cleaning.result import Findings, Uncleanable
from models.cleaning.words import Left, Trace

DRAWING = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
HAS_COLOURS, HAS_EXIF, HAS_XMP = 0x20, 0x08, 0x04
MOST_CHUNKS = 200_000


def clean(content: bytes, findings: Findings) -> bytes:
    """The same picture. Raises Uncleanable(DAMAGED) where its chunks cannot be followed."""
    kept: list[tuple[bytes, bytes]] = []
    way, at = exif.UPRIGHT, 12
    stop = 8 + int.from_bytes(content[4:8], "little")
    if stop > len(content) + 1:
        raise Uncleanable(Left.DAMAGED)
    while at + 8 <= stop and len(kept) < MOST_CHUNKS:
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        data = content[at + 8 : at + 8 + length]
        if len(data) < length:
            raise Uncleanable(Left.DAMAGED)
        at += 8 + length + length % 2
        if name in DRAWING:
            kept.append((name, data))
        elif name == b"EXIF":
            tiff = data.removeprefix(b"Exif\0\0")
            findings.removed |= exif.traces_in(tiff)
            way = exif.orientation(tiff)
        else:
            findings.removed.add(
                {b"ICCP": Trace.COLOURS, b"XMP ": Trace.PROPERTIES}.get(name, Trace.HIDDEN_DATA)
            )
    if content[stop:].strip(b"\0"):
        findings.removed.add(Trace.BEHIND)
    return _written(kept, way)


def _written(kept: list[tuple[bytes, bytes]], way: int) -> bytes:
    if not kept:
        raise Uncleanable(Left.DAMAGED)
    name, data = kept[0]
    if name == b"VP8X":
        if len(data) != 10:
            raise Uncleanable(Left.DAMAGED)
        flags = data[0] & ~(HAS_COLOURS | HAS_EXIF | HAS_XMP)
        if way != exif.UPRIGHT:
            flags |= HAS_EXIF
            kept.append((b"EXIF", exif.only_orientation(way)))
        kept[0] = (name, bytes((flags,)) + data[1:])
    body = b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in kept
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
