"""The charts of one board: which figures are drawn, what they say aloud, and where they lead (S-06)."""

from collections.abc import Sequence
from typing import Any

from models.results.rules import Shown
from models.results.words import Attribute
from models.surveys.document import FIVE
from models.surveys.rules.statistics import Share
from portal.results.board import Board
from portal.results.charts import Drawing, Estimate, Segment, Stack, bars, course, stacks, told
from portal.results.labels import point
from portal.results.lines import Moment
from web.language import _

LEAST = 2
"""A single point makes no course, a single bar no comparison."""


class Drawings:
    """The charts of a board, for the screen or for paper, where nothing leads anywhere."""

    def __init__(self, board: Board, *, paper: bool = False) -> None:
        self._board, self._paper = board, paper

    def dimensions(self) -> Drawing | None:
        """The five points of each dimension, as parts of a bar."""
        lines = [line for line in self._board.dimensions if not line.figure.hidden]
        drawn = []
        for line in lines:
            points = line.figure.points
            if points is None or not points.n:
                continue
            segments = []
            for place in FIVE:
                value = points.count(place) / points.n
                said = told(f"{line.name} · {point(place)}", value, points.n, None, None)
                segments.append(Segment(value, said, self._answers(line.measure.code, (place,))))
            drawn.append(Stack(line.name, segments))
        label = _("The five points by dimension")
        return stacks(drawn, [point(place) for place in FIVE], label, paper=self._paper) if drawn else None

    def rows(self) -> Drawing | None:
        """The satisfied share of each row of the table, with its interval."""
        table, (attribute, _columns) = self._board.table, self._board.form.attributes
        if table is None or sum(not total.hidden for total in table.row_totals.values()) < LEAST:
            return None
        estimates = [
            self._estimate(self._board.labels.key(attribute, row), total, self._row_href(attribute, row))
            for row, total in table.row_totals.items()
        ]
        return bars(estimates, _("Satisfied share by row of the table"), paper=self._paper)

    def course(self) -> Drawing | None:
        """The satisfied share over time, with its intervals."""
        moments = self._board.moments
        if sum(not moment.figure.hidden for moment in moments) < LEAST:
            return None
        estimates = [self._estimate(each.name, each.figure, self._moment_href(each)) for each in moments]
        return course(estimates, _("Satisfied share over time"), paper=self._paper)

    def _estimate(self, name: str, figure: Shown, href: str) -> Estimate:
        share = satisfied(figure)
        if share is None or figure.points is None:
            return Estimate(name, None)
        low, high = (None, None) if self._board.selection.open else (share.low, share.high)
        said = told(name, share.value, share.n, low, high)
        return Estimate(name, share.value, said, low, high, href, few=figure.points.low_base)

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


def satisfied(figure: Shown) -> Share | None:
    """The satisfied share of a figure that may be shown."""
    return figure.points.satisfied if figure.points is not None else None
