"""The least and the most of one unknown under equations, exactly: the simplex method in fractions.

Written for the tests alone, by another way than the product's flows: unknowns are at least 0, each equation
holds, and the vertices are walked by Bland's rule, which never circles.
"""

from collections.abc import Sequence
from fractions import Fraction

Row = list[Fraction]


def least_and_most(
    equations: Sequence[tuple[Sequence[int], int]], unknown: int
) -> tuple[Fraction, Fraction | None]:
    """Of the unknown with that number; None where nothing ends it. Each equation is (factors, sum)."""
    rows, basis = _feasible(equations)
    width = len(equations[0][0])
    goal = [Fraction(place == unknown) for place in range(width)]
    least = _minimum([row[:] for row in rows], basis[:], goal)
    most = _minimum([row[:] for row in rows], basis[:], [-each for each in goal])
    assert least is not None
    return least, None if most is None else -most


def _feasible(equations: Sequence[tuple[Sequence[int], int]]) -> tuple[list[Row], list[int]]:
    """A vertex to begin with, found by driving one further unknown of each equation to 0."""
    width, count = len(equations[0][0]), len(equations)
    rows = []
    for place, (factors, total) in enumerate(equations):
        sign = -1 if total < 0 else 1
        further = [Fraction(place == each) for each in range(count)]
        rows.append([*(Fraction(sign * each) for each in factors), *further, Fraction(sign * total)])
    basis = [width + place for place in range(count)]
    goal = [Fraction(0)] * width + [Fraction(1)] * count
    assert _minimum(rows, basis, goal) == 0, "the shown cells contradict each other"
    for place in range(count):
        if basis[place] >= width:
            column = next((each for each in range(width) if rows[place][each] != 0), None)
            if column is not None:
                _pivot(rows, basis, place, column)
    kept = [place for place in range(count) if basis[place] < width]
    return [rows[place][:width] + rows[place][-1:] for place in kept], [basis[place] for place in kept]


def _minimum(rows: list[Row], basis: list[int], goal: Sequence[Fraction]) -> Fraction | None:
    while True:
        prices = [
            goal[column] - sum(goal[basis[place]] * row[column] for place, row in enumerate(rows))
            for column in range(len(goal))
        ]
        column = next((each for each, price in enumerate(prices) if price < 0), None)
        if column is None:
            return sum((goal[basis[place]] * row[-1] for place, row in enumerate(rows)), Fraction(0))
        ratios = [
            (row[-1] / row[column], basis[place], place) for place, row in enumerate(rows) if row[column] > 0
        ]
        if not ratios:
            return None
        _pivot(rows, basis, min(ratios)[2], column)


def _pivot(rows: list[Row], basis: list[int], place: int, column: int) -> None:
    by = rows[place][column]
    rows[place] = [each / by for each in rows[place]]
    for other, row in enumerate(rows):
        if other != place and row[column] != 0:
            factor = row[column]
            rows[other] = [one - factor * two for one, two in zip(row, rows[place], strict=True)]
    basis[place] = column
