"""S-06: nothing that is hidden can be worked out from what is shown."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.surveys.rules.statistics import Suppressed, hidden_in_row, ranges, suppress
from models.surveys.rules.statistics.transport import Cell, with_totals
from tests.models.surveys.statistics.simplex import least_and_most

few = st.integers(0, 14)
many = st.one_of(few, st.integers(0, 400))


@st.composite
def tables(draw: st.DrawFn, most: int = 5) -> list[list[int]]:
    width = draw(st.integers(1, most))
    return draw(st.lists(st.lists(many, min_size=width, max_size=width), min_size=1, max_size=most))


def hidden_cells(found: Suppressed, counts: Sequence[Sequence[int]]) -> set[Cell]:
    """All that is hidden, totals included, by their places in the table with totals."""
    last_row, last_column = len(counts), len(counts[0])
    cells = set(found.cells)
    cells |= {(row, last_column) for row in found.rows} | {(last_row, column) for column in found.columns}
    return cells | ({(last_row, last_column)} if found.whole else set())


def what_a_reader_can_tell(
    counts: Sequence[Sequence[int]], hidden: set[Cell]
) -> dict[Cell, tuple[int, int | None]]:
    """By linear equations: rows and columns make up their totals, and nobody answered less than 0 times."""
    table = with_totals(counts)
    unknowns = sorted(hidden)
    equations: list[tuple[list[int], int]] = []
    lines = [[(row, column) for column in range(len(table[0]))] for row in range(len(table))]
    lines += [[(row, column) for row in range(len(table))] for column in range(len(table[0]))]
    for line in lines:
        *parts, total = line
        signs = dict.fromkeys(parts, 1) | {total: -1}
        shown = sum(
            sign * table[row][column] for (row, column), sign in signs.items() if (row, column) not in hidden
        )
        equations.append(([signs.get(cell, 0) for cell in unknowns], -shown))
    told = {}
    for place, cell in enumerate(unknowns):
        least, most = least_and_most(equations, place)
        assert least.denominator == 1
        assert most is None or most.denominator == 1
        told[cell] = int(least), None if most is None else int(most)
    return told


@settings(max_examples=50, deadline=None)
@given(tables(), st.sampled_from([5, 10]))
def test_no_hidden_figure_can_be_worked_out(counts: list[list[int]], threshold: int) -> None:
    """S-06: of every hidden cell and total at least threshold + 1 values are possible, the true one too."""
    found = suppress(counts, threshold)
    hidden = hidden_cells(found, counts)
    table = with_totals(counts)
    for cell, (least, most) in (what_a_reader_can_tell(counts, hidden) if hidden else {}).items():
        assert least <= table[cell[0]][cell[1]]
        assert most is None or most - least >= threshold, (cell, least, most)


@settings(max_examples=80, deadline=None)
@given(tables(), st.sampled_from([5, 10]))
def test_every_small_figure_is_hidden(counts: list[list[int]], threshold: int) -> None:
    """S-06: whatever is shown rests on enough answers."""
    hidden = hidden_cells(suppress(counts, threshold), counts)
    small = {
        (row, column)
        for row, cells in enumerate(with_totals(counts))
        for column, value in enumerate(cells)
        if value < threshold
    }
    assert small <= hidden


@settings(max_examples=60, deadline=None)
@given(tables(4), st.data())
def test_both_ways_of_solving_agree(counts: list[list[int]], data: st.DataObject) -> None:
    """S-06: the ranges by flows are those of the linear equations, whatever is hidden."""
    every = [(row, column) for row in range(len(counts) + 1) for column in range(len(counts[0]) + 1)]
    hidden = data.draw(st.sets(st.sampled_from(every), min_size=1))
    flows = {cell: (found.least, found.most) for cell, found in ranges(counts, hidden).items()}
    assert flows == what_a_reader_can_tell(counts, hidden)


@settings(max_examples=200, deadline=None)
@given(st.lists(many, min_size=1, max_size=12), st.sampled_from([5, 10]))
def test_a_row_of_figures(counts: list[int], threshold: int) -> None:
    """S-06: with the total known, each hidden one may be anything from 0 to what is hidden together."""
    hidden = hidden_in_row(counts, threshold)
    assert {place for place, count in enumerate(counts) if count < threshold} <= hidden
    if hidden and sum(counts) >= threshold:
        assert len(hidden) > 1
        assert sum(counts[place] for place in hidden) >= threshold


@settings(max_examples=80, deadline=None)
@given(tables())
def test_totals_are_hidden_as_where_they_stand_alone(counts: list[list[int]]) -> None:
    """S-06: the same figure is not hidden here and shown there."""
    found = suppress(counts)
    assert found.rows == hidden_in_row([sum(row) for row in counts])
    assert found.columns == hidden_in_row([sum(column) for column in zip(*counts, strict=True)])


@settings(max_examples=60, deadline=None)
@given(tables())
def test_a_higher_threshold_never_shows_more_small_figures(counts: list[list[int]]) -> None:
    """S-06: what the public reads is hidden at least where it is small inside the house."""
    small = {cell for cell in suppress(counts, 5).cells if counts[cell[0]][cell[1]] < 5}
    assert small <= suppress(counts, 10).cells


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([[20, 30], [40, 50]], set()),
        ([[3, 30], [40, 50]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[3, 30, 20], [40, 50, 60], [70, 9, 80]], {(0, 0), (0, 1), (2, 0), (2, 1)}),
    ],
)
def test_as_little_as_possible_is_hidden(counts: list[list[int]], hidden: set[Cell]) -> None:
    """S-06: one small cell takes a rectangle with it, the cheapest, and no total."""
    assert hidden_cells(suppress(counts), counts) == hidden


def test_a_whole_that_is_too_small() -> None:
    """S-06: nothing at all is shown of four answers."""
    found = suppress([[1, 2], [0, 1]])
    assert found.whole
    assert len(hidden_cells(found, [[1, 2], [0, 1]])) == 9


def test_a_table_of_one_hundred_and_forty_four_cells() -> None:
    """S-06: departments by months: the small ones hidden, and most others shown."""
    counts = [[(7 * row + 11 * column) % 41 for column in range(12)] for row in range(12)]
    found = suppress(counts)
    small = {(r, c) for r, cells in enumerate(counts) for c, value in enumerate(cells) if value < 5}
    assert small <= found.cells
    assert len(found.cells) < 2 * len(small) + 4


@pytest.mark.parametrize("threshold", [5, 10])
def test_most_of_a_large_thin_table_is_proved_by_what_was_found_for_others(threshold: int) -> None:
    """S-06: thirty categories by twelve departments, mostly of none to three: each hidden one may be many."""
    counts = [[(7 * row * row + 11 * column) % 13 % 4 for column in range(12)] for row in range(30)]
    counts[7][3], counts[21][8] = 60, 90
    found = suppress(counts, threshold)
    hidden = sorted(hidden_cells(found, counts))
    told = ranges(counts, hidden)
    sums = with_totals(counts)
    for row, column in hidden:
        least, most = told[row, column]
        assert least <= sums[row][column]
        assert most is None or most - least >= threshold
