"""HEIC: overwrites all that belongs to no picture where it lies: nothing moves and no pixel changes."""

from collections.abc import Iterator
from typing import NamedTuple

from models.cleaning import exif
from models.cleaning.boxes import Box, blank, boxes
from models.cleaning.result import Findings, Uncleanable
from models.cleaning.words import Left, Trace

PICTURES = frozenset(
    {b"hvc1", b"hev1", b"lhv1", b"av01", b"avc1", b"jpeg", b"j2k1", b"vvc1", b"unci"}
    | {b"grid", b"iovl", b"iden", b"tmap", b"mski"}
)
OUTER = frozenset({b"ftyp", b"meta", b"mdat"})
IN_META = frozenset({b"hdlr", b"pitm", b"iinf", b"iloc", b"iref", b"iprp", b"idat", b"dinf", b"grpl"})
TELLING_PROPERTIES = frozenset({b"udes", b"uuid", b"crtt", b"mdft", b"altt"})
SKIPPED = b"skip"
"""Readers pass over items of a type that they do not know."""
IN_FILE, IN_DATA = 0, 1
MOST_EXTENTS = 50_000


class Extent(NamedTuple):
    """Which bytes belong to which item."""

    item: int
    start: int
    end: int


def clean(content: bytes, findings: Findings) -> bytes:
    """The same picture. Raises Uncleanable: DAMAGED where it cannot be followed, UNKNOWN for a film."""
    draft = bytearray(content)
    meta, stores = None, []
    for box in list(boxes(draft, 0, len(draft))):
        if box.type == b"moov":
            raise Uncleanable(Left.UNKNOWN)
        if box.type == b"meta":
            meta = box
        elif box.type == b"mdat":
            stores.append(box)
        elif box.type not in OUTER | {b"free", b"skip"}:
            findings.removed.add(Trace.BEHIND)
        if box.type not in OUTER:
            blank(draft, box)
    if meta is None:
        raise Uncleanable(Left.DAMAGED)
    try:
        _clean_meta(draft, meta, stores, findings)
    except IndexError:
        raise Uncleanable(Left.DAMAGED) from None
    return bytes(draft)


def _clean_meta(draft: bytearray, meta: Box, stores: list[Box], findings: Findings) -> None:
    inner: dict[bytes, Box] = {}
    for box in list(boxes(draft, meta.inside + 4, meta.end)):
        if box.type in IN_META:
            inner[box.type] = box
        else:
            findings.removed.add(Trace.HIDDEN_DATA)
            blank(draft, box)
    if b"iinf" not in inner or b"iloc" not in inner:
        raise Uncleanable(Left.DAMAGED)
    if b"iprp" in inner:
        _clean_properties(draft, inner[b"iprp"], findings)
    entries = dict(_entries(draft, inner[b"iinf"]))
    telling = {item: at for item, at in entries.items() if bytes(draft[at : at + 4]) not in PICTURES}
    extents = list(_extents(draft, inner[b"iloc"], inner.get(b"idat")))
    pictures = set(entries) - set(telling)
    _refuse_shared(extents, pictures)
    for extent in extents:
        if extent.item in telling:
            kind = bytes(draft[telling[extent.item] : telling[extent.item] + 4])
            findings.removed |= _traces(kind, bytes(draft[extent.start : extent.end]))
    for at in telling.values():
        draft[at : at + 4] = SKIPPED
    drawn = sorted((each.start, each.end) for each in extents if each.item in pictures)
    for store in [*stores, *([inner[b"idat"]] if b"idat" in inner else [])]:
        _blank_between(draft, store, drawn)


def _blank_between(draft: bytearray, store: Box, drawn: list[tuple[int, int]]) -> None:
    """Empties what no picture takes up, whether an item says that it is there or none does."""
    at = store.inside
    for start, end in [*drawn, (store.end, store.end)]:
        stop = min(start, store.end)
        if at < stop:
            draft[at:stop] = bytes(stop - at)
        at = max(at, end)


def _traces(kind: bytes, data: bytes) -> set[Trace]:
    if kind != b"Exif":
        return set() if kind == SKIPPED else {Trace.PROPERTIES}
    start = 4 + int.from_bytes(data[:4], "big")
    return exif.traces_in(data[start:])


def _clean_properties(draft: bytearray, iprp: Box, findings: Findings) -> None:
    for outer in boxes(draft, iprp.inside, iprp.end):
        if outer.type != b"ipco":
            continue
        for box in list(boxes(draft, outer.inside, outer.end)):
            if box.type in TELLING_PROPERTIES:
                findings.removed.add(Trace.REMARK)
                blank(draft, box)
            elif box.type == b"colr" and bytes(draft[box.inside : box.inside + 4]) in {b"prof", b"rICC"}:
                findings.removed.add(Trace.COLOURS)
                blank(draft, box)


def _entries(draft: bytearray, iinf: Box) -> Iterator[tuple[int, int]]:
    """Each item's number, and where its type stands."""
    start = iinf.inside + (6 if draft[iinf.inside] == 0 else 8)
    for box in boxes(draft, start, iinf.end):
        version = draft[box.inside]
        if box.type != b"infe" or version not in (2, 3):
            raise Uncleanable(Left.UNKNOWN)
        width = 2 if version == 2 else 4
        at = box.inside + 4
        yield int.from_bytes(draft[at : at + width], "big"), at + width + 2


class _Reader:
    """Reads numbers one after another, up to the end of a box."""

    def __init__(self, content: bytearray, start: int, end: int) -> None:
        self._content, self._at, self._end = content, start, end

    def number(self, width: int) -> int:
        start, self._at = self._at, self._at + width
        if self._at > self._end:
            raise Uncleanable(Left.DAMAGED)
        return int.from_bytes(self._content[start : self._at], "big")


def _extents(draft: bytearray, iloc: Box, idat: Box | None) -> Iterator[Extent]:
    version = draft[iloc.inside]
    if version > 2:
        raise Uncleanable(Left.UNKNOWN)
    reader = _Reader(draft, iloc.inside + 4, iloc.end)
    widths, more = reader.number(1), reader.number(1)
    offset, length, base = widths >> 4, widths & 15, more >> 4
    index = more & 15 if version else 0
    wide = 4 if version == 2 else 2
    left = MOST_EXTENTS
    for _ in range(reader.number(wide)):
        item = reader.number(wide)
        where = reader.number(2) & 15 if version else IN_FILE
        if reader.number(2):  # another file
            raise Uncleanable(Left.UNKNOWN)
        start = reader.number(base)
        for _ in range(reader.number(2)):
            left -= 1
            if left < 0:
                raise Uncleanable(Left.TOO_LARGE)
            reader.number(index)
            yield _extent(item, where, start + reader.number(offset), reader.number(length), draft, idat)


def _extent(item: int, where: int, start: int, length: int, draft: bytearray, idat: Box | None) -> Extent:
    if where == IN_DATA and idat is not None:
        start += idat.inside
    elif where != IN_FILE:
        raise Uncleanable(Left.UNKNOWN)
    end = start + length if length else len(draft)
    if end > len(draft):
        raise Uncleanable(Left.DAMAGED)
    return Extent(item, start, end)


def _refuse_shared(extents: list[Extent], pictures: set[int]) -> None:
    """What is overwritten may belong to no picture."""
    ends, last = 0, False
    for extent in sorted(extents, key=lambda each: each.start):
        tells = extent.item not in pictures
        if extent.start < ends and (tells or last):
            raise Uncleanable(Left.DAMAGED)
        ends, last = max(ends, extent.end), tells
