"""Reads what an Exif block tells, and writes one that tells nothing but which way up a picture is."""

import struct

from models.cleaning.words import Trace

ORIENTATION, GPS = 0x0112, 0x8825
UPRIGHT = 1
MOST_ENTRIES = 512
_SHORT = 3


def traces_in(tiff: bytes) -> set[Trace]:
    """What a TIFF block gives away. One that cannot be read counts as a camera's."""
    found = {Trace.CAMERA}
    order = _order(tiff)
    first = _directory(tiff, order, _number(tiff, 4, order)) if order else None
    if first is not None:
        entries, following = first
        if GPS in entries:
            found.add(Trace.PLACE)
        if following:
            found.add(Trace.PREVIEW)
    return found


def orientation(tiff: bytes) -> int:
    """Which way up, 1 to 8 as Exif counts; 1 where the block does not say."""
    order = _order(tiff)
    first = _directory(tiff, order, _number(tiff, 4, order)) if order else None
    if first is None or ORIENTATION not in first[0]:
        return UPRIGHT
    value = first[0][ORIENTATION]
    way = struct.unpack(order + "H", value[:2])[0]
    return way if 1 <= way <= 8 else UPRIGHT


def only_orientation(way: int) -> bytes:
    """A TIFF block with one entry."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, _SHORT, 1, way, 0, 0)


def _order(tiff: bytes) -> str:
    return {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4], "")


def _number(tiff: bytes, at: int, order: str) -> int:
    return int(struct.unpack_from(order + "I", tiff, at)[0]) if at + 4 <= len(tiff) else 0


def _directory(tiff: bytes, order: str, at: int) -> tuple[dict[int, bytes], int] | None:
    """The values of a directory by tag, and where the next one is."""
    if not 8 <= at <= len(tiff) - 2:
        return None
    count = struct.unpack_from(order + "H", tiff, at)[0]
    if count > MOST_ENTRIES or at + 2 + 12 * count > len(tiff):
        return None
    entries = {}
    for each in range(count):
        place = at + 2 + 12 * each
        entries[struct.unpack_from(order + "H", tiff, place)[0]] = tiff[place + 8 : place + 12]
    return entries, _number(tiff, at + 2 + 12 * count, order)
