"""The boxes of ISO media files: where each begins and ends."""

from collections.abc import Iterator
from typing import NamedTuple

from models.cleaning.result import Uncleanable
from models.cleaning.words import Left

MOST_BOXES = 50_000


class Box(NamedTuple):
    """Its type, where it starts, where its content starts, where it ends."""

    type: bytes
    start: int
    inside: int
    end: int


def boxes(content: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes from `start` to `end`, in order. Raises Uncleanable(DAMAGED) where they do not fit."""
    for _ in range(MOST_BOXES):
        if start == end:
            return
        if start + 8 > end:
            raise Uncleanable(Left.DAMAGED)
        size, inside = int.from_bytes(content[start : start + 4], "big"), start + 8
        if size == 1:
            size, inside = int.from_bytes(content[start + 8 : start + 16], "big"), start + 16
        elif size == 0:
            size = end - start
        if size < inside - start or start + size > end:
            raise Uncleanable(Left.DAMAGED)
        yield Box(bytes(content[start + 4 : start + 8]), start, inside, start + size)
        start += size
    raise Uncleanable(Left.TOO_LARGE)


def blank(content: bytearray, box: Box) -> None:
    """Leaves an empty space of the same size, so that nothing behind it moves."""
    content[box.start + 4 : box.start + 8] = b"free"
    content[box.inside : box.end] = bytes(box.end - box.inside)
