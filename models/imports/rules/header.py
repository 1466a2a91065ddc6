"""Which line of a file is its header: the first one, unless a later one near the top plainly is."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from models.imports.rules.columns import recognise
from models.imports.rules.limits import LONGEST_HEADER, MOST_ROWS
from models.imports.rules.sheet import Line, Sheet, Unreadable
from models.texts import cleaned

LOOKED_AT = 10
"""Lines with something in them among which a header is looked for: titles and notes may stand above it."""
PLAINLY = 3
"""So many columns must be recognised for a later line to be the header."""


@dataclass(frozen=True)
class Table:
    """A header, the line it stands on, and the lines below it that are not empty."""

    headers: list[str]
    line: int
    lines: Iterator[Line]


def table_of(sheet: Sheet) -> Table:
    """The table in a sheet. Raises Unreadable: `no_rows`; reading on may raise `too_many_rows` and others."""
    lines = (line for line in sheet.lines() if not line.empty)
    top = [line for _, line in zip(range(LOOKED_AT), lines, strict=False)]
    if len(top) < 2:
        raise Unreadable("no_rows")
    found = [len(recognise(line.texts)) for line in top]
    at = found.index(max(found)) if max(found) >= PLAINLY else 0
    header = top[at]
    headers = [" ".join(cleaned(text).split())[:LONGEST_HEADER] for text in header.texts[: header.width]]
    if at == len(top) - 1:
        raise Unreadable("no_rows")
    return Table(headers, header.number, _bounded(chain(top[at + 1 :], lines)))


def _bounded(lines: Iterator[Line]) -> Iterator[Line]:
    for count, line in enumerate(lines, start=1):
        if count > MOST_ROWS:
            raise Unreadable("too_many_rows", most=MOST_ROWS)
        yield line
