"""Workbooks of Excel (.xlsx), read row by row with openpyxl, values as they are: no formula is reckoned."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from openpyxl import load_workbook

from models.imports.rules.archive import check_archive
from models.imports.rules.limits import LAST_ROW, LONGEST_CELL, MOST_COLUMNS
from models.imports.rules.sheet import Line, Unreadable
from models.imports.words import Mark

MOST_DIGITS = 10**15
"""Excel keeps fifteen digits of a number and writes noughts for the rest."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HALF_A_SECOND = timedelta(milliseconds=500)


class WorkbookFile:
    """The first sheet of a workbook that people see. `how` names it and counts the others."""

    def __init__(self, stream: BinaryIO) -> None:
        check_archive(stream)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and extensions that we do not need
                book: Any = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
        except Exception:
            raise Unreadable("broken") from None  # whatever a library meets in a file of a stranger's making
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise Unreadable("no_rows")
        self._sheet: Any = sheets[0]
        self.how: dict[str, Any] = {
            "kind": "xlsx",
            "sheet": str(self._sheet.title)[:60],
            "others": len(sheets) - 1,
        }

    def lines(self) -> Iterator[Line]:
        """Every row, as far as the sheet goes. What it says of its own size is not believed."""
        self._sheet.reset_dimensions()
        for number, row in enumerate(self._rows(), start=1):
            if number > LAST_ROW:
                raise Unreadable("broken")
            if len(row) > MOST_COLUMNS and row[MOST_COLUMNS].value is not None:
                raise Unreadable("too_many_columns", line=number, most=MOST_COLUMNS)
            yield _line(number, row[:MOST_COLUMNS])

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield from self._sheet.iter_rows(max_col=MOST_COLUMNS + 1)
        except Exception:
            raise Unreadable("broken") from None


def _line(number: int, row: tuple[Any, ...]) -> Line:
    texts, marks = [], {}
    for place, cell in enumerate(row):
        mark = _mark(cell)
        if mark is not None:
            marks[place] = mark
        texts.append(_text(cell.value)[:LONGEST_CELL])
    return Line(number, tuple(texts), marks)


def _mark(cell: Any) -> Mark | None:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Mark.FORMULA
    if cell.data_type == "e":
        return Mark.CELL_ERROR
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= MOST_DIGITS:
        return Mark.DIGITS
    return None


def _text(value: Any) -> str:
    """A cell's value as it would be typed: whole numbers without a point, moments as 2026-11-21 14:05:00."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            whole = (value + _HALF_A_SECOND).replace(microsecond=0)
            return f"{whole:%Y-%m-%d}" if whole.time() == time() else f"{whole:%Y-%m-%d %H:%M:%S}"
        case date():
            return f"{value:%Y-%m-%d}"
        case _:
            return str(value)
