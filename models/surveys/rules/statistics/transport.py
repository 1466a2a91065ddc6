"""What a reader can work out of the hidden cells of a table with totals (S-06). Pure.

Whoever knows the shown cells and the totals knows how much the hidden ones make up in each row and column. A
change of the hidden cells that keeps all of these is a flow around circles through rows and columns: how far
one cell can rise is the largest flow through it (L. H. Cox, "Network models for complementary cell
suppression", Journal of the American Statistical Association 90 (1995) 1453-1462). Such flows are whole
numbers wherever the cells are, so the bounds are met by real tables.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

Cell = tuple[int, int]
"""Row and column; the row and the column after the last hold the totals, and their crossing the grand one."""
Node = tuple[str, int]
ENDLESS = 1 << 40


class Range(NamedTuple):
    """From the least to the most that a hidden cell may hold, as far as a reader can tell.

    `most` is None where nothing ends it.
    """

    least: int
    most: int | None


class Step(NamedTuple):
    """Going through a cell: it rises or falls with what flows."""

    cell: Cell
    rises: bool


def with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """The table with a column and a row of totals."""
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def ranges(counts: Sequence[Sequence[int]], hidden: Collection[Cell]) -> dict[Cell, Range]:
    """What a reader can tell of each hidden cell (totals included) who knows all the others."""
    table = with_totals(counts)
    found = {}
    for cell in hidden:
        up = Circles(table, hidden).move(cell, ENDLESS, rises=True)
        down = Circles(table, hidden).move(cell, ENDLESS, rises=False)
        value = table[cell[0]][cell[1]]
        found[cell] = Range(value - down, None if up >= ENDLESS else value + up)
    return found


class Circles:
    """The hidden cells of one table as a net, with what has flowed through each so far."""

    def __init__(self, table: Sequence[Sequence[int]], hidden: Collection[Cell]) -> None:
        self._last_row, self._last_column = len(table) - 1, len(table[0]) - 1
        self.value = {
            (row, column): cell for row, cells in enumerate(table) for column, cell in enumerate(cells)
        }
        self.moved = dict.fromkeys(self.value, 0)
        self.hidden = set(hidden)

    def move(self, cell: Cell, goal: int, *, rises: bool) -> int:
        """Moves a hidden cell up (or down) as far as the other hidden ones let it, at most by `goal`."""
        reached = 0
        if not rises:
            goal = min(goal, self._room(Step(cell, rises=False)))
        while reached < goal:
            way = self.way(cell, rises=rises, through=lambda _cell: None)
            if way is None:
                break
            amount = min(goal - reached, *(self._room(step) for step in way))
            for step in way:
                self.moved[step.cell] += amount if step.rises else -amount
            self.moved[cell] += amount if rises else -amount
            reached += amount
        return reached

    def way(
        self,
        cell: Cell,
        *,
        rises: bool,
        through: Callable[[Cell], int | None],
        least: int = 1,
    ) -> list[Step] | None:
        """The cheapest way around by which a cell can move by `least`; None where there is none.

        Hidden cells cost nothing; `through` says what another costs, or None where it must stay shown.
        """
        start, end = self._ends(cell, rises=rises)
        best: dict[Node, int] = {start: 0}
        came: dict[Node, tuple[Node, Step]] = {}
        waiting: list[tuple[int, Node]] = [(0, start)]
        while waiting:
            cost, node = heappop(waiting)
            if node == end:
                return _back(came, end)
            if cost > best[node]:
                continue
            for step, there in self._steps(node):
                price = 0 if step.cell in self.hidden else through(step.cell)
                if step.cell == cell or price is None or self._room(step) < least:
                    continue
                if cost + price < best.get(there, ENDLESS):
                    best[there] = cost + price
                    came[there] = (node, step)
                    heappush(waiting, (cost + price, there))
        return None

    def can_fall(self, cell: Cell, by: int) -> bool:
        """Whether there is so much left in a cell."""
        return self._room(Step(cell, rises=False)) >= by

    def _sign(self, cell: Cell) -> bool:
        """Whether a flow from its row to its column makes it rise: not so for most totals."""
        return (cell[0] == self._last_row) == (cell[1] == self._last_column)

    def _ends(self, cell: Cell, *, rises: bool) -> tuple[Node, Node]:
        row, column = ("row", cell[0]), ("column", cell[1])
        return (column, row) if rises == self._sign(cell) else (row, column)

    def _room(self, step: Step) -> int:
        return ENDLESS if step.rises else self.value[step.cell] + self.moved[step.cell]

    def _steps(self, node: Node) -> Iterator[tuple[Step, Node]]:
        kind, place = node
        if kind == "row":
            for column in range(self._last_column + 1):
                cell = (place, column)
                yield Step(cell, self._sign(cell)), ("column", column)
        else:
            for row in range(self._last_row + 1):
                cell = (row, place)
                yield Step(cell, not self._sign(cell)), ("row", row)


def _back(came: dict[Node, tuple[Node, Step]], end: Node) -> list[Step]:
    way = []
    while end in came:
        end, step = came[end]
        way.append(step)
    return way
