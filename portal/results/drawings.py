"""The charts of one board: which figures are drawn, what they say aloud, and where they lead (S-06)."""

from collections.abc import Sequence
from typing import Any

from models.results.rules import Shown
from models.results.words import Attribute
from models.surveys.document import FIVE
from portal.results.board import Board
from portal.results.labels import point
from portal.results.lines import Moment
from web.charts import Course, Part, Point, Row, course, span, stack
from web.language import _
from web.language.filters import percent

LEAST = 2
"""A single point makes no course, a single bar no comparison."""


class Drawings:
    """The charts of a board, for the screen or for paper, where nothing leads anywhere."""

    def __init__(self, board: Board, *, paper: bool = False) -> None:
        self._board, self._paper = board, paper

    def dimensions(self) -> list[Row]:
        """The five points of each dimension, as parts of a bar."""
        found = []
        for line in self._board.dimensions:
            points = line.figure.points
            if points is None or not points.n:
                continue
            parts = [
                Part(
                    points.count(place),
                    told(f"{line.name} · {point(place)}", points.count(place), points.n),
                    self._answers(line.measure.code, (place,)),
                )
                for place in FIVE
            ]
            found.append(stack(line.name, parts, paper=self._paper))
        return found

    def rows(self) -> list[Row]:
        """The satisfied share of each row of the table, with its interval."""
        table, (attribute, _columns) = self._board.table, self._board.form.attributes
        if table is None or sum(not total.hidden for total in table.row_totals.values()) < LEAST:
            return []
        return [
            span(
                self._point(self._board.labels.key(attribute, row), total, self._row_href(attribute, row)),
                paper=self._paper,
            )
            for row, total in table.row_totals.items()
        ]

    def course(self) -> Course | None:
        """The satisfied share over time, with its intervals."""
        moments = self._board.moments
        if sum(not moment.figure.hidden for moment in moments) < LEAST:
            return None
        points = [self._point(each.name, each.figure, self._moment_href(each)) for each in moments]
        return course(points, _("Satisfied share over time"), paper=self._paper)

    def _point(self, name: str, figure: Shown, href: str) -> Point:
        share = figure.points.satisfied if figure.points is not None else None
        if share is None:
            return Point(name)
        return Point.of(name, share, href, drawn=not self._board.selection.open)

    def _answers(self, measure: str, points: Sequence[int]) -> str:
        if self._paper:
            return ""
        chosen = ",".join(str(each) for each in points)
        return self._board.form.address("results.answers", measure=measure, points=chosen)

    def _row_href(self, attribute: Attribute, row: Any) -> str:
        code = self._board.labels.code(attribute, row)
        return "" if self._paper or not code else self._board.form.address(**{attribute.value: code})

    def _moment_href(self, moment: Moment) -> str:
        if self._paper or moment.since is None or moment.until is None:
            return "" if self._paper else moment.href
        return self._board.form.address(since=moment.since.isoformat(), until=moment.until.isoformat())


def told(name: str, count: int, n: int) -> str:
    """What a part of a bar says when it is read aloud."""
    return _("%(name)s: %(share)s of %(n)s", name=name, share=percent(count / n, 0), n=n)
