"""Tables as files that Excel and its like open: text stays text, whatever it begins with."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from models.clock import local

Cell = str | int | float | datetime
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of what `workbook` makes."""
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""The wide ones are read as formulas too where people type Chinese."""
MARK = "\ufeff"
"""Without it Excel takes a CSV file for the machine's old character set."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its title, its heads with their widths, and its rows."""

    title: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Cell]]


def workbook(
    title: str, heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """An Excel file with one sheet, its heads fixed and ready to filter; moments are Shanghai's."""
    return workbook_of([Sheet(title, heads, widths, rows)])


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """An Excel file with these sheets, as `workbook`."""
    buffer = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    bold = book.add_format({"bold": True, "bg_color": "#e6f1f1", "border": 1})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for each in sheets:
        _write(book.add_worksheet(each.title), each, bold, moment)
    book.close()
    return buffer.getvalue()


def _write(sheet: Any, content: Sheet, bold: Any, moment: Any) -> None:
    for column, (head, width) in enumerate(zip(content.heads, content.widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(content.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(last, column, local(cell).replace(tzinfo=None), moment)
            elif isinstance(cell, int | float):
                sheet.write_number(last, column, cell)
            else:
                sheet.write_string(last, column, cell)
    sheet.autofilter(0, 0, last, len(content.heads) - 1)


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file in UTF-8. What would be read as a formula gets an apostrophe before it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return (MARK + text.getvalue()).encode()


def _plain(cell: Cell) -> str | int | float:
    if isinstance(cell, datetime):
        return f"{local(cell):%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return cell
