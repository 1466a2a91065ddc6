"""The figures of a board as rows of tables, for the screen, beside charts, and on paper alike (S-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.results.rules import Shown
from models.results.words import Outcome
from models.surveys.document import FIVE
from models.surveys.rules.statistics import Difference, FivePoints, Share
from portal.results.board import Board
from portal.results.labels import point
from web.language import _
from web.language.filters import number, percent
from web.words import word

RATES = (
    ("RR1", "rr1"),
    ("RR2", "rr2"),
    ("RR3", "rr3"),
    ("RR4", "rr4"),
    ("RR5", "rr5"),
    ("RR6", "rr6"),
)


@dataclass(frozen=True)
class Cell:
    """What a cell says, in one line, and in a smaller second one; where it leads; whether it rests on few."""

    text: str
    small: str = ""
    href: str = ""
    few: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Line:
    name: str
    cells: Sequence[Cell]


class Rows:
    """The tables of one board."""

    def __init__(self, board: Board) -> None:
        self._board = board

    @property
    def dimension_heads(self) -> list[str]:
        """Of the table of all dimensions."""
        return [
            _("Dimension"), "n", _("Satisfied share"), _("Dissatisfied share"), *(point(p) for p in FIVE),
            _("Not applicable"), _("Mean"),
        ]  # fmt: skip

    @property
    def dimensions(self) -> list[Line]:
        """Every measure on the five points with all that S-06 asks for."""
        lines = []
        for line in self._board.dimensions:
            points = line.figure.points
            if points is None:
                lines.append(Line(line.name, [hidden()] * (len(self.dimension_heads) - 1)))
                continue
            code = line.measure.code
            counts = [
                Cell(
                    number(points.count(place)),
                    share_of(points.share(place)),
                    self._answers(code, (place,)) if points.count(place) else "",
                )
                for place in FIVE
            ]
            lines.append(
                Line(
                    line.name,
                    [
                        Cell(number(points.n), href=self._answers(code), few=points.low_base),
                        self.share(points.satisfied, self._answers(code, (5, 4))),
                        self.share(points.dissatisfied, self._answers(code, (2, 1))),
                        *counts,
                        Cell(number(points.not_applicable)),
                        Cell(decimal(points.mean), _("deviation %(sd)s", sd=decimal(points.deviation))),
                    ],
                )
            )
        return lines

    @property
    def table_heads(self) -> list[str]:
        """Of the table by two attributes."""
        table, (rows, columns) = self._board.table, self._board.form.attributes
        names = [self._board.labels.key(columns, each) for each in table.columns] if table else []
        return [word(rows), *names, _("Together")]

    @property
    def table(self) -> list[Line]:
        """The measure by two attributes: the satisfied share, with how many it rests on below."""
        table, (rows, columns) = self._board.table, self._board.form.attributes
        if table is None:
            return []
        labels = self._board.labels
        lines = []
        for row in table.rows:
            cells = [
                self.figure(table.cells[row, each], self._narrowed({rows: row, columns: each}))
                for each in table.columns
            ]
            total = self.figure(table.row_totals[row], self._narrowed({rows: row}))
            lines.append(Line(labels.key(rows, row), [*cells, total]))
        below = [
            self.figure(table.column_totals[each], self._narrowed({columns: each})) for each in table.columns
        ]
        return [*lines, Line(_("Together"), [*below, self.figure(table.whole, self._narrowed({}))])]

    @property
    def outcomes(self) -> list[tuple[str, int, str]]:
        """What became of everybody: the outcome, how many, and its part of all eligible."""
        became = self._board.became
        if became is None:
            return []
        of = became.dispositions.eligible
        return [
            (word(outcome), n, percent(n / of) if of and outcome is not Outcome.INELIGIBLE else "")
            for outcome in Outcome
            if (n := getattr(became.dispositions, outcome.value)) or outcome is Outcome.COMPLETE
        ]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why some gave no answer, the most frequent first."""
        became = self._board.became
        found = became.reasons.items() if became else ()
        return sorted(((word(reason), n) for reason, n in found if n), key=lambda each: (-each[1], each[0]))

    @property
    def rates(self) -> list[tuple[str, str]]:
        """The six response rates of the Standard Definitions."""
        became = self._board.became
        if became is None:
            return []
        found = ((name, getattr(became.dispositions, each)) for name, each in RATES)
        return [(name, percent(rate)) for name, rate in found if rate is not None]

    def share(self, found: Share | None, href: str = "") -> Cell:
        """A share with its interval below it; without one where nobody was drawn."""
        if found is None:
            return Cell("–")
        return Cell(percent(found.value), "" if self._board.selection.open else interval(found), href)

    def figure(self, figure: Shown, href: str = "") -> Cell:
        """One figure of a table: the satisfied share over how many, or that it is not shown."""
        points = figure.points
        if points is None:
            return hidden()
        share = points.satisfied
        if share is None:
            return Cell("–")
        small = f"n = {number(points.n)}"
        if not self._board.selection.open:
            small = f"{interval(share)} · {small}"
        return Cell(percent(share.value, 0), small, href, few=points.low_base)

    def _answers(self, measure: str, points: Sequence[int] = ()) -> str:
        chosen = ",".join(str(each) for each in points)
        return self._board.form.address("results.answers", measure=measure, points=chosen)

    def _narrowed(self, keys: dict[Any, Any]) -> str:
        """The answers behind a cell; nowhere for what has no case."""
        codes = {attribute.value: self._board.labels.code(attribute, key) for attribute, key in keys.items()}
        if not all(codes.values()) or self._board.measure is None:
            return ""
        measure = self._board.measure.code
        return self._board.form.address("results.answers", **{**codes, "measure": measure})


def hidden() -> Cell:
    """A figure over too few, or one that would give such a one away: which of both is not told."""
    return Cell(_("not shown"), hidden=True)


def interval(found: Share) -> str:
    """84–92%."""
    return f"{percent(found.low, 0).removesuffix('%')}–{percent(found.high, 0)}"


def share_of(found: Share | None) -> str:
    return percent(found.value, 0) if found else ""


def decimal(value: float | None) -> str:
    """4.21; a dash for nothing."""
    return "–" if value is None else number(value, 2)


def apart(found: Difference | None) -> str:
    """+3.1, with its interval: points of a hundred."""
    if found is None:
        return "–"
    return f"{_signed(found.value)} ({_signed(found.low)} … {_signed(found.high)})"


def _signed(value: float) -> str:
    return f"{100 * value:+.1f}"


def all_points(points: FivePoints) -> list[int]:
    """The five counts, the best first."""
    return [points.count(place) for place in FIVE]
