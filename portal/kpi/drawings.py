"""The charts of a board: each shape leads to the figures or the cases behind it (M-02)."""

from collections.abc import Sequence
from typing import Any

from models.kpi.queries import Reading
from models.kpi.words import Facet
from portal.kpi.board import Board
from web.charts import Course, Point, Row, bars, course, span
from web.kpi.telling import length, month_name, value_name

LEAST = 2
"""A single point makes no course, a single row no comparison."""


class Drawings:
    """The charts of a board, for the screen or for paper, where nothing leads anywhere."""

    def __init__(self, board: Board, *, paper: bool = False) -> None:
        self._board, self._paper = board, paper

    def course(self) -> Course | None:
        """The chosen share over the months, with its intervals."""
        readings = [each.right for each in self._board.course]
        if not self._board.is_share or sum(each.n > 0 and each.shown for each in readings) < LEAST:
            return None
        points = [
            self._point(each, month_name(each.month), self._href(month=each.month)) for each in readings
        ]
        return course(points, self._board.name, paper=self._paper)

    def times(self) -> list[Row]:
        """The median time of each month, and behind it what nine of ten stay below."""
        course = [each.right for each in self._board.course]
        readings = [each for each in course if each.median is not None and each.shown]
        longest = max((each.p90 or 0 for each in readings), default=0)
        if len(readings) < LEAST or not longest:
            return []
        return [
            bars(
                month_name(each.month),
                [
                    ((each.p90 or 0) / longest, length(each.p90 or 0)),
                    ((each.median or 0) / longest, length(each.median or 0)),
                ],
                paper=self._paper,
            )
            for each in readings
        ]

    def departments(self) -> list[Row]:
        """The chosen share of each department."""
        lines = [line for line in self._board.departments if self._board.asked.figure in line.readings]
        if not self._board.is_share or len(lines) < LEAST:
            return []
        return [
            span(
                self._point(line.readings[self._board.asked.figure].right, line.name, line.href),
                paper=self._paper,
            )
            for line in lines
        ]

    def parts(self, facet: Facet, readings: Sequence[Reading]) -> list[Row]:
        """The chosen share of each part of the work."""
        if not self._board.is_share or len(readings) < LEAST:
            return []
        return [
            span(
                self._point(
                    each,
                    value_name(facet, each.value, self._board.rules),
                    self._href(facet=facet, value=each.value),
                ),
                paper=self._paper,
            )
            for each in readings
        ]

    def _href(self, **changes: Any) -> str:
        return "" if self._paper else self._board.asked.address(**changes)

    def _point(self, reading: Reading, name: str, href: str) -> Point:
        share = reading.share
        if share is None or not reading.shown:
            return Point(name, href="" if self._paper else href)
        return Point.of(name, share, "" if self._paper else href)
