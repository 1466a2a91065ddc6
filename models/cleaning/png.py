"""PNG: keeps the chunks that draw the picture or its animation, and drops all others."""

import struct
import zlib

from models.cleaning import exif
from models.cleaning.result import Findings, Uncleanable
from models.cleaning.words import Left, Trace

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DRAWING = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"sBIT", b"gAMA", b"cHRM", b"sRGB", b"hIST"}
    | {b"acTL", b"fcTL", b"fdAT"}
)
TRACES = {
    b"tEXt": Trace.PROPERTIES,
    b"zTXt": Trace.PROPERTIES,
    b"iTXt": Trace.PROPERTIES,
    b"tIME": Trace.EDITING,
    b"iCCP": Trace.COLOURS,
    b"pHYs": Trace.CAMERA,
}
MOST_CHUNKS = 200_000


def clean(content: bytes, findings: Findings) -> bytes:
    """The same picture. Raises Uncleanable(DAMAGED) where its chunks cannot be followed."""
    kept: list[bytes] = []
    at, way, name = len(SIGNATURE), exif.UPRIGHT, b""
    for _ in range(MOST_CHUNKS):
        if at + 12 > len(content):
            raise Uncleanable(Left.DAMAGED)
        length = int.from_bytes(content[at : at + 4], "big")
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise Uncleanable(Left.DAMAGED)
        if name in DRAWING:
            kept.append(content[at:end])
        elif name == b"eXIf":
            findings.removed |= exif.traces_in(content[at + 8 : end - 4])
            way = exif.orientation(content[at + 8 : end - 4])
        else:
            findings.removed.add(TRACES.get(name, Trace.HIDDEN_DATA))
        at = end
        if name == b"IEND":
            break
    if name != b"IEND" or kept[0][4:8] != b"IHDR":
        raise Uncleanable(Left.DAMAGED)
    if at < len(content):
        findings.removed.add(Trace.BEHIND)
    if way != exif.UPRIGHT:
        kept.insert(1, _chunk(b"eXIf", exif.only_orientation(way)))
    return SIGNATURE + b"".join(kept)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
