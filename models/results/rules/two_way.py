"""Figures laid out in rows and columns, and which of them may be shown (S-06). Pure."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.surveys.rules.statistics import INSIDE, FivePoints, hidden_in_row, shown, suppress

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


@dataclass(frozen=True)
class Shown:
    """A figure that may be shown, or one that may not: then `points` is None and nothing of it is told."""

    points: FivePoints | None

    @property
    def hidden(self) -> bool:
        return self.points is None


@dataclass(frozen=True)
class TwoWay(Generic[Row, Column]):
    """A table: its cells, the totals of rows and columns, the whole."""

    rows: Sequence[Row]
    columns: Sequence[Column]
    cells: Mapping[tuple[Row, Column], Shown]
    row_totals: Mapping[Row, Shown]
    column_totals: Mapping[Column, Shown]
    whole: Shown

    @property
    def hides(self) -> bool:
        """Whether anything in it is not shown."""
        every = (*self.cells.values(), *self.row_totals.values(), *self.column_totals.values(), self.whole)
        return any(each.hidden for each in every)


@dataclass(frozen=True)
class Whole(Generic[Row]):
    """Figures one after another, with the whole that they make up."""

    parts: Mapping[Row, Shown]
    whole: Shown

    @property
    def hides(self) -> bool:
        return self.whole.hidden or any(each.hidden for each in self.parts.values())


def one_way(parts: Mapping[Row, FivePoints], threshold: int = INSIDE) -> Whole[Row]:
    """Parts of a whole that is shown too. Parts without any answer are left out."""
    kept = {key: points for key, points in parts.items() if points.n}
    whole = FivePoints.together(kept.values())
    if not shown(whole.n, threshold):
        return Whole({key: Shown(None) for key in kept}, Shown(None))
    hidden = hidden_in_row([points.n for points in kept.values()], threshold)
    return Whole(
        {key: Shown(None if place in hidden else points) for place, (key, points) in enumerate(kept.items())},
        Shown(whole),
    )


def two_way(
    counted: Mapping[tuple[Row, Column], FivePoints],
    rows: Sequence[Row],
    columns: Sequence[Column],
    threshold: int = INSIDE,
) -> TwoWay[Row, Column]:
    """A table in the order given. Rows and columns without any answer are left out."""
    empty = FivePoints()
    kept_rows = [row for row in rows if any(counted.get((row, each), empty).n for each in columns)]
    kept_columns = [each for each in columns if any(counted.get((row, each), empty).n for row in rows)]
    points = {(row, each): counted.get((row, each), empty) for row in kept_rows for each in kept_columns}
    by_row = {row: FivePoints.together(points[row, each] for each in kept_columns) for row in kept_rows}
    by_column = {each: FivePoints.together(points[row, each] for row in kept_rows) for each in kept_columns}
    whole = FivePoints.together(by_row.values())
    if not kept_rows:
        return TwoWay([], [], {}, {}, {}, Shown(None))
    hidden = suppress([[points[row, each].n for each in kept_columns] for row in kept_rows], threshold)
    at_row = {row: place for place, row in enumerate(kept_rows)}
    at_column = {each: place for place, each in enumerate(kept_columns)}
    return TwoWay(
        kept_rows,
        kept_columns,
        {
            (row, each): Shown(None if (at_row[row], at_column[each]) in hidden.cells else found)
            for (row, each), found in points.items()
        },
        {row: Shown(None if at_row[row] in hidden.rows else found) for row, found in by_row.items()},
        {
            each: Shown(None if at_column[each] in hidden.columns else found)
            for each, found in by_column.items()
        },
        Shown(None if hidden.whole else whole),
    )
