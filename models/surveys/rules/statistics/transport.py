"""What a reader can work out of the hidden cells of a table with totals (S-06). Pure.

Whoever knows the shown cells and the totals knows how much the hidden ones make up in each row and column. A
change of the hidden cells that keeps all of these is a flow around circles through rows and columns: how far
one cell can rise is the largest flow through it (L. H. Cox, "Network models for complementary cell
suppression", Journal of the American Statistical Association 90 (1995) 1453-1462). Such flows are whole
numbers wherever the cells are, so the bounds are met by real tables.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

Cell = tuple[int, int]
"""Row and column; the row and the column after the last hold the totals, and their crossing the grand one."""
Node = int
"""A row, or a column behind all the rows."""
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


class Edge(NamedTuple):
    """A way through a cell to another node; whether the cell rises by it."""

    there: Node
    rises: bool
    cell: Cell


def with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """The table with a column and a row of totals."""
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def ranges(counts: Sequence[Sequence[int]], hidden: Collection[Cell]) -> dict[Cell, Range]:
    """What a reader can tell of each hidden cell (totals included) who knows all the others."""
    table = with_totals(counts)
    net = Net(table, hidden)
    found = {}
    for cell in hidden:
        up = Circles(net).move(cell, ENDLESS, rises=True)
        down = Circles(net).move(cell, ENDLESS, rises=False)
        value = table[cell[0]][cell[1]]
        found[cell] = Range(value - down, None if up >= ENDLESS else value + up)
    return found


class Net:
    """A table with totals and its hidden cells, by row and by column. More may be hidden, none shown again.

    Each table that a reader cannot tell from it, once it is found, says of every hidden cell what else it
    may hold: of most nothing more has to be asked.
    """

    def __init__(self, table: Sequence[Sequence[int]], hidden: Iterable[Cell]) -> None:
        self.table = table
        self.last_row, self.last_column = len(table) - 1, len(table[0]) - 1
        self.hidden: set[Cell] = set()
        self.across: list[list[Edge]] = [[] for _ in range(self.last_row + self.last_column + 2)]
        """By node: its hidden cells, as ways to other nodes."""
        self._least: dict[Cell, int] = {}
        self._most: dict[Cell, int] = {}
        self.hide(hidden)

    def hide(self, cells: Iterable[Cell]) -> None:
        """Hides further cells."""
        for cell in set(cells) - self.hidden:
            self.hidden.add(cell)
            row, column = self.nodes(cell)
            self.across[row].append(Edge(column, self.rises(cell, row), cell))
            self.across[column].append(Edge(row, self.rises(cell, column), cell))

    def seen(self, moved: Mapping[Cell, int]) -> None:
        """Notes a table that a reader cannot tell from this one, by how far its cells are from these."""
        for cell, by in moved.items():
            if by < self._least.get(cell, 0):
                self._least[cell] = by
            elif by > self._most.get(cell, 0):
                self._most[cell] = by

    def apart(self, cell: Cell) -> int:
        """How far apart the values of a cell are in the tables that were seen."""
        return self._most.get(cell, 0) - self._least.get(cell, 0)

    def nodes(self, cell: Cell) -> tuple[Node, Node]:
        """The row and the column of a cell."""
        return cell[0], self.last_row + 1 + cell[1]

    def cells(self, node: Node) -> list[Cell]:
        """All cells of a row or column, totals included."""
        if node <= self.last_row:
            return [(node, column) for column in range(self.last_column + 1)]
        return [(row, node - self.last_row - 1) for row in range(self.last_row + 1)]

    def rises(self, cell: Cell, start: Node) -> bool:
        """Whether a flow through a cell makes it rise, from this node of its to the other.

        From row to column most cells fall, and totals rise.
        """
        return ((cell[0] == self.last_row) == (cell[1] == self.last_column)) == (start == cell[0])


class Circles:
    """What has flowed through each hidden cell of a table so far."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self.moved: defaultdict[Cell, int] = defaultdict(int)

    def move(self, cell: Cell, goal: int, *, rises: bool) -> int:
        """Moves a hidden cell up (or down) as far as the other hidden ones let it, at most by `goal`."""
        reached = 0
        if not rises:
            goal = min(goal, self._room(Step(cell, rises=False)))
        while reached < goal:
            way = self._open_way(cell, rises=rises)
            if way is None:
                break
            amount = min(goal - reached, *(self._room(step) for step in way))
            for step in way:
                self.moved[step.cell] += amount if step.rises else -amount
            self.moved[cell] += amount if rises else -amount
            self._net.seen(self.moved)
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
                price = 0 if step.cell in self._net.hidden else through(step.cell)
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

    def _open_way(self, cell: Cell, *, rises: bool) -> list[Step] | None:
        """The shortest way around through hidden cells alone."""
        start, end = self._ends(cell, rises=rises)
        came: dict[Node, tuple[Node, Step]] = {}
        waiting = deque([start])
        table, moved = self._net.table, self.moved
        while waiting:
            node = waiting.popleft()
            for there, up, through in self._net.across[node]:
                if there in came or there == start or through == cell:
                    continue
                if up or table[through[0]][through[1]] + moved.get(through, 0) > 0:
                    came[there] = (node, Step(through, up))
                    if there == end:
                        return _back(came, end)
                    waiting.append(there)
        return None

    def _ends(self, cell: Cell, *, rises: bool) -> tuple[Node, Node]:
        row, column = self._net.nodes(cell)
        return (column, row) if rises == self._net.rises(cell, row) else (row, column)

    def _room(self, step: Step) -> int:
        row, column = step.cell
        return ENDLESS if step.rises else self._net.table[row][column] + self.moved.get(step.cell, 0)

    def _steps(self, node: Node) -> Iterator[tuple[Step, Node]]:
        for cell in self._net.cells(node):
            row, column = self._net.nodes(cell)
            yield Step(cell, self._net.rises(cell, node)), column if node == row else row


def _back(came: dict[Node, tuple[Node, Step]], end: Node) -> list[Step]:
    way = []
    while end in came:
        end, step = came[end]
        way.append(step)
    return way
