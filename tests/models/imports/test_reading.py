"""V-09: what is read from a file as other systems give it: encodings, separators, kinds of cells."""

import io
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.imports.rules.columns import SPECS
from models.imports.rules.csv_file import CsvFile
from models.imports.rules.header import Table, table_of
from models.imports.rules.limits import LONGEST_CELL
from models.imports.rules.opening import open_sheet
from models.imports.rules.sheet import Line, Unreadable
from models.imports.words import Column, Mark
from tests.models.imports.sheets import CLOSED, HEADERS, OPEN, separated, table, workbook

LINES = table(OPEN, CLOSED)


def read(content: bytes, extension: str) -> Table:
    return table_of(open_sheet(io.BytesIO(content), extension))


def texts(found: Table) -> list[tuple[str, ...]]:
    return [line.texts[: len(found.headers)] for line in found.lines]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")],
)
def test_separated_values(separator: str, encoding: str, named: str) -> None:
    """V-09: UTF-8 with and without its mark, GB18030, what Excel calls Unicode; comma, semicolon, tab."""
    content = separated(LINES, by=separator, encoding=encoding)
    sheet = open_sheet(io.BytesIO(content), "csv")
    names = {",": "comma", ";": "semicolon", "\t": "tab"}
    assert sheet.how == {"kind": "csv", "encoding": named, "separator": names[separator]}
    found = table_of(sheet)
    assert (found.headers, found.line) == (list(HEADERS), 1)
    assert texts(found) == [tuple(map(str, line)) for line in LINES[1:]]


def test_a_workbook() -> None:
    """V-09: texts, numbers and dates as they would be typed; which sheet was read."""
    moment, day = datetime.fromisoformat("2026-11-20T09:30"), date(2026, 11, 21)

    def more(book: Any, sheet: Any) -> None:
        sheet.write_datetime(1, 1, moment)
        sheet.write_datetime(2, 1, day, book.add_format({"num_format": "yyyy/m/d"}))
        sheet.write_number(1, 6, 13812345678)
        sheet.write_number(2, 6, 8.5)
        sheet.write_boolean(2, 9, True)
        book.add_worksheet("说明")

    sheet = open_sheet(io.BytesIO(workbook(LINES, also=more)), "xlsx")
    assert sheet.how == {"kind": "xlsx", "sheet": "工单", "others": 1}
    first, second = texts(table_of(sheet))
    assert (first[1], first[6], second[1], second[6], second[9]) == (
        "2026-11-20 09:30:00", "13812345678", "2026-11-21", "8.5", "TRUE",
    )  # fmt: skip


def test_cells_that_are_no_values() -> None:
    """V-09: formulas, Excel's own errors and numbers that Excel has cut are marked, never reckoned."""

    def more(_book: Any, sheet: Any) -> None:
        sheet.write_formula(1, 4, '=HYPERLINK("http://evil.example","x")', None, "x")
        sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")
        sheet.write_number(1, 6, 440301199001011234)
        sheet.write_string(2, 4, "=不是公式，是客户写的")

    first, second = read(workbook(LINES, also=more), "xlsx").lines
    assert first.marks == {4: Mark.FORMULA, 5: Mark.FORMULA, 6: Mark.DIGITS}
    assert (dict(second.marks), second.texts[4]) == ({}, "=不是公式，是客户写的")


def test_an_error_that_was_pasted_as_a_value() -> None:
    from openpyxl import Workbook

    book, content = Workbook(), io.BytesIO()
    book.active.append(["原系统编号", "受理时间"])
    book.active.append(["A-1", "2026-11-20"])
    cell = book.active["B2"]
    cell.value, cell.data_type = "#N/A", "e"
    book.save(content)
    (line,) = read(content.getvalue(), "xlsx").lines
    assert line.marks == {1: Mark.CELL_ERROR}


@pytest.mark.parametrize("make", [separated, workbook])
def test_a_title_may_stand_above_the_header(make: Callable[..., bytes]) -> None:
    """V-09: notes and empty lines above are passed over; lines keep the numbers that a spreadsheet shows."""
    lines = [["2025 年投诉明细（内部）"], [], *LINES[:2], [], LINES[2]]
    found = read(make(lines), "xlsx" if make is workbook else "csv")
    assert (found.headers, found.line) == (list(HEADERS), 3)
    assert [line.number for line in found.lines] == [4, 6]


def test_lines_in_a_cell_and_quotes() -> None:
    told = '他说："再不修好就投诉，\n而且要赔偿；"'
    (line,) = read(separated(table(OPEN | {"客户原话": told})), "csv").lines
    assert line.texts[4] == told


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no_rows"),
        (separated(LINES[:1]), "no_rows"),
        (b"\x00\x01\x02binary", "not_text"),
        (b"PK\x03\x04zip", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "not_text"),
        (b"\xff\xfea\x00\x00\xd8", "encoding"),
        ("编号,原话\n1,每天晚上八点断网".encode() + b"\xff", "damaged"),
        (b"\xef\xbb\xbf" + "编号".encode("gb18030"), "damaged"),
        (b"a,b\n1,\xff\xff", "encoding"),
        ('编号,原话\n1,"没有结束的引号\n2,好'.encode(), "quotes"),
        ('编号,原话\n1,"多"了一个\n'.encode(), "quotes"),
        (("a,b\n1," + "x" * 200_000).encode(), "quotes"),
        (("a,b\n" + "1," * 61 + "x\n").encode(), "too_many_columns"),
    ],
)
def test_text_that_cannot_be_read(content: bytes, why: str) -> None:
    """V-09: said what is wrong instead of reading something else."""
    with pytest.raises(Unreadable) as refused:
        list(read(content, "csv").lines)
    assert refused.value.why == why


def test_damage_is_said_with_its_line() -> None:
    content = separated(table(*[OPEN] * 30)).replace("断网".encode(), b"\xe6\x96\xad\xe7\xbd", 1)
    with pytest.raises(Unreadable) as refused:
        read(content, "csv")
    assert (refused.value.why, refused.value.facts) == ("damaged", {"line": 2})


@pytest.mark.parametrize(("make", "extension"), [(separated, "csv"), (workbook, "xlsx")])
def test_a_huge_cell(make: Callable[..., bytes], extension: str) -> None:
    """V-09: no more of it is kept than is needed to refuse its line."""
    content = make(table(OPEN | {"客户原话": "很" * 30_000}))
    (line,) = read(content, extension).lines
    assert len(line.texts[4]) == LONGEST_CELL > SPECS[Column.PROBLEM].most


def test_too_many_rows() -> None:
    """V-09: ten thousand are taken, one more is not."""
    rows = [[str(n), "热线"] for n in range(10_001)]
    content = separated([["原系统编号", "渠道"], *rows])
    assert len(list(read(separated([["原系统编号", "渠道"], *rows[:-1]]), "csv").lines)) == 10_000
    with pytest.raises(Unreadable) as refused:
        list(read(content, "csv").lines)
    assert (refused.value.why, refused.value.facts) == ("too_many_rows", {"most": 10_000})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2), min_size=2))
def test_whatever_is_written_is_read_again(lines: list[list[str]]) -> None:
    """V-09: no text of a cell is lost or moved, whatever separators and quotes are in it."""
    content = separated(lines, by=";", encoding="utf-8-sig")
    sheet = CsvFile(io.BytesIO(content))
    if sheet.how["separator"] == "semicolon":
        assert [list(line.texts) for line in sheet.lines()] == [[*line] for line in lines]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    """V-09: a file of anybody's making is read or refused, never a fault of ours."""
    for extension in ("csv", "xlsx"):
        with suppress(Unreadable):
            list(table_of(open_sheet(io.BytesIO(content), extension)).lines)


def test_a_line_knows_its_width() -> None:
    assert Line(1, ("a", "", " ", ""), {}).width == 1
    assert Line(1, ("", "", ""), {2: Mark.FORMULA}).width == 3
    assert Line(1, ("", " ")).empty
