"""Which figures of a table are not shown, so that small groups stay unknown (S-06). Pure.

A figure over few answers is hidden, and with it further ones, so that it cannot be worked out from those
shown and the totals: A. Hundepool and others, Statistical Disclosure Control (Wiley 2012), chapter 4. A
reader is not told which of the hidden ones are the small ones, as that would tell more. Cells without any
answer count as small.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.surveys.rules.statistics.bases import INSIDE
from models.surveys.rules.statistics.transport import Cell, Circles, Net, with_totals

Price = Callable[[Cell], int | None]
"""What it costs to hide a cell too; None where it must stay shown."""


@dataclass(frozen=True)
class Suppressed:
    """What is hidden of a table: cells, totals of rows and columns, and perhaps all of it."""

    cells: frozenset[Cell] = frozenset()
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    whole: bool = False
    """Whether the grand total is too small itself."""

    def __bool__(self) -> bool:
        """Whether anything is hidden."""
        return bool(self.cells or self.rows or self.columns or self.whole)


def hidden_in_row(counts: Sequence[int], threshold: int = INSIDE) -> frozenset[int]:
    """The places to hide in a row of figures whose total is known.

    What is hidden makes up at least `threshold` in at least two places: each of them may then hold anything
    from 0 to that. All, where the total itself is smaller.
    """
    places = sorted(range(len(counts)), key=lambda place: (counts[place], place))
    hidden = [place for place in places if counts[place] < threshold]
    for place in places[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and sum(counts[each] for each in hidden) >= threshold):
            break
        hidden.append(place)
    return frozenset(hidden)


def suppress(counts: Sequence[Sequence[int]], threshold: int = INSIDE) -> Suppressed:
    """What to hide of a two-way table whose row, column and grand totals are shown beside it.

    The totals are hidden as `hidden_in_row` says, so that they agree with the same figures shown alone. Then
    of the cells as few answers as a cheapest way around finds, until each hidden figure may, for all that a
    reader can work out, be any of at least `threshold` + 1 values.
    """
    table = with_totals(counts)
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    every = {(row, column) for row in range(last_row) for column in range(last_column)}
    if table[-1][-1] < threshold:
        return Suppressed(
            frozenset(every), frozenset(range(last_row)), frozenset(range(last_column)), whole=True
        )
    rows = hidden_in_row([row[-1] for row in table[:-1]], threshold)
    columns = hidden_in_row(table[-1][:-1], threshold)
    hidden = {cell for cell in every if table[cell[0]][cell[1]] < threshold}
    hidden |= {(row, last_column) for row in rows} | {(last_row, column) for column in columns}

    def price(cell: Cell) -> int | None:
        return table[cell[0]][cell[1]] + 1 if cell in every else None

    net = Net(table, hidden)
    waiting = deque(sorted(hidden))
    while waiting:
        cell = waiting.popleft()
        if net.apart(cell) < threshold:
            waiting.extend(sorted(_protect(cell, net, threshold, price)))
    return Suppressed(frozenset(net.hidden & every), rows, columns)


def _protect(cell: Cell, net: Net, goal: int, price: Price) -> set[Cell]:
    """Hides further cells, and returns them, so that this one may differ by `goal` in what it may hold."""
    more: set[Cell] = set()
    while True:
        risen, fallen = Circles(net), Circles(net)
        up = risen.move(cell, goal, rises=True)
        down = fallen.move(cell, goal - up, rises=False)
        missing = goal - up - down
        if missing <= 0:
            return more
        way = None
        for least in (missing, 1):
            way = risen.way(cell, rises=True, through=price, least=least)
            if way is None and fallen.can_fall(cell, least):
                way = fallen.way(cell, rises=False, through=price, least=least)
            if way is not None:
                break
        if way is None:
            return more
        further = {step.cell for step in way} - net.hidden
        net.hide(further)
        more |= further
