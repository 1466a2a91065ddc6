"""V-09: workbooks that would run or fetch something, or fill the memory, are refused before they are read."""

import io
import struct
import zipfile
from typing import Any

import pytest

from models.imports.rules.archive import check_archive
from models.imports.rules.header import table_of
from models.imports.rules.limits import LAST_ROW
from models.imports.rules.opening import extension_refused, open_sheet
from models.imports.rules.sheet import Unreadable
from tests.models.imports.sheets import CLOSED, OPEN, altered, table, workbook

GOOD = workbook(table(OPEN, CLOSED))
TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1024 * 1024


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as found:
        list(table_of(open_sheet(io.BytesIO(content), "xlsx")).lines)
    return found.value.why


def test_a_good_one_is_taken() -> None:
    assert len(list(table_of(open_sheet(io.BytesIO(GOOD), "xlsx")).lines)) == 2


def bomb(part: str, size: int) -> bytes:
    """A part that is tiny in the archive and unpacks to `size` bytes."""
    return altered(GOOD, {part: b" " * size})


HOSTILE = {
    "macros": (altered(GOOD, {"xl/vbaProject.bin": b"macro"}), "macros"),
    "a macro workbook by another name": (
        altered(
            GOOD,
            {
                TYPES: lambda old: old.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            },
        ),
        "macros",
    ),
    "Excel 4 macros": (altered(GOOD, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "macros"),
    "links to other files": (altered(GOOD, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "links"),
    "data connections": (altered(GOOD, {"xl/connections.xml": b"<x/>"}), "connections"),
    "queries": (altered(GOOD, {"xl/queryTables/queryTable1.xml": b"<x/>"}), "connections"),
    "embedded objects": (altered(GOOD, {"xl/embeddings/oleObject1.bin": b"x"}), "objects"),
    "controls": (altered(GOOD, {"xl/activeX/activeX1.bin": b"x"}), "objects"),
    "a bomb in the styles": (bomb("xl/styles.xml", 11 * MEGABYTE), "too_big_inside"),
    "a bomb in a sheet": (bomb("xl/worksheets/sheet9.xml", 121 * MEGABYTE), "too_big_inside"),
    "a thousand parts": (
        altered(GOOD, {f"xl/media/{n}.png": b"x" for n in range(600)}),
        "too_big_inside",
    ),
    "entities that multiply": (
        altered(
            GOOD,
            {
                SHEET: lambda old: old.replace(
                    b"<worksheet",
                    b'<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet',
                    1,
                )
            },
        ),
        "entities",
    ),
    "an entity that reads a file": (
        altered(
            GOOD,
            {
                "xl/workbook.xml": lambda old: old.replace(
                    b"<workbook", b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><workbook', 1
                )
            },
        ),
        "entities",
    ),
    "another encoding, where a check would not see them": (
        altered(GOOD, {SHEET: lambda old: old.decode().replace("UTF-8", "UTF-16").encode("utf-16")}),
        "entities",
    ),
    "a code page that hides its signs": (
        altered(GOOD, {SHEET: lambda old: old.replace(b"UTF-8", b"cp037", 1)}),
        "entities",
    ),
    "protected by a password, or of 1997": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "old_or_locked",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "not_a_workbook"),
    "a page": (b"<html><table><tr><td>1</td></tr></table></html>", "not_a_workbook"),
    "another archive": (altered(GOOD, {TYPES: b"<Types/>"}), "not_a_workbook"),
    "cut off": (GOOD[: len(GOOD) // 2], "broken"),
    "a damaged sheet": (altered(GOOD, {SHEET: b"<worksheet><sheetData><row"}), "broken"),
    "no sheet": (altered(GOOD, {SHEET: b""}), "broken"),
}


@pytest.mark.parametrize(("content", "why"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_refused(content: bytes, why: str) -> None:
    assert refused(content) == why


@pytest.mark.parametrize(
    ("extension", "why"),
    [
        ("xlsm", "macros"),
        ("xlsb", "macros"),
        ("xls", "old_or_locked"),
        ("exe", "kind_not_taken"),
        ("", "kind_not_taken"),
    ],
)
def test_kinds_that_are_not_taken(extension: str, why: str) -> None:
    """V-09: .xlsm and its like by their name already."""
    assert extension_refused(extension) == why


def test_a_size_that_lies() -> None:
    """V-09: what the archive says of a part binds its reader: a part that says 9 bytes gives no more."""
    content = bytearray(bomb("xl/media/a.png", 50 * MEGABYTE))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        part = archive.getinfo("xl/media/a.png")
    entry = content.rindex(b"xl/media/a.png") - 46
    struct.pack_into("<L", content, entry + 24, 9)
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        assert archive.getinfo("xl/media/a.png").file_size == 9 != part.file_size
        with pytest.raises(zipfile.BadZipFile), archive.open("xl/media/a.png") as part_read:
            assert len(part_read.read()) <= 9
    check_archive(io.BytesIO(bytes(content)))  # pictures are not opened at all


def test_a_size_that_lies_of_a_part_that_is_read() -> None:
    content = bytearray(altered(GOOD, {"docProps/big.xml": b"<x>" + b" " * 50 * MEGABYTE + b"</x>"[:4]}))
    entry = content.rindex(b"docProps/big.xml") - 46
    struct.pack_into("<L", content, entry + 24, 9)
    assert refused(bytes(content)) == "broken"


def with_sheet(old: bytes, new: bytes) -> bytes:
    return altered(GOOD, {SHEET: lambda content: content.replace(old, new, 1)})


def test_dimensions_are_not_believed() -> None:
    """V-09: a sheet that says it has seventeen thousand million cells gives the two rows that it has."""
    content = with_sheet(b'<dimension ref="A1:M3"/>', b'<dimension ref="A1:XFD1048576"/>')
    assert b"XFD1048576" in zipfile.ZipFile(io.BytesIO(content)).read(SHEET)
    assert len(list(table_of(open_sheet(io.BytesIO(content), "xlsx")).lines)) == 2


def test_a_row_far_below_is_found() -> None:
    """V-09: nothing is left out because much empty stands before it."""
    content = with_sheet(b'<row r="3"', b'<row r="30000"')
    lines = list(table_of(open_sheet(io.BytesIO(content), "xlsx")).lines)
    assert [line.number for line in lines] == [2, 30_000]


def test_a_row_that_excel_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    """V-09: the way to a row beyond the last one of Excel is not gone to its end."""
    assert LAST_ROW == 2**20
    monkeypatch.setattr("models.imports.rules.workbook.LAST_ROW", 30_000)
    assert refused(with_sheet(b'<row r="3"', b'<row r="99999999999"')) == "broken"


def test_more_cells_than_a_sheet_can_need() -> None:
    cells = b"<c/>" * 4_100_000
    assert refused(with_sheet(b"</sheetData>", b"<row>" + cells + b"</row></sheetData>")) == "too_big_inside"


@pytest.mark.parametrize(
    ("part", "before", "tag"),
    [
        ("xl/styles.xml", b"</cellXfs>", b"<xf/>"),
        ("xl/workbook.xml", b"</sheets>", b'<sheet name="a" sheetId="9" r:id="rId1"/>'),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", b'<Relationship Id="a" Type="b" Target="c"/>'),
        (TYPES, b"</Types>", b'<Override PartName="/a" ContentType="b"/>'),
    ],
)
def test_more_than_a_workbook_needs_around_its_sheets(part: str, before: bytes, tag: bytes) -> None:
    """V-09: a few kilobytes would keep the clock busy for a minute and fill its memory with styles."""
    many = altered(GOOD, {part: lambda old: old.replace(before, tag * 110_000 + before, 1)})
    assert len(many) < 100_000
    assert refused(many) == "too_big_inside"


def test_the_workbook_by_another_name() -> None:
    """V-09: where it says it lies, it is measured as what it is."""
    book = zipfile.ZipFile(io.BytesIO(GOOD)).read("xl/workbook.xml")
    sheets = b'<sheet name="a" sheetId="9" r:id="rId1"/>' * 110_000
    hidden = {
        TYPES: lambda old: old.replace(b"/xl/workbook.xml", b"/xl/worksheets/b&#111;ok.xml"),
        "xl/worksheets/book.xml": book.replace(b"</sheets>", sheets + b"</sheets>"),
    }
    assert refused(altered(GOOD, hidden)) == "too_big_inside"


def test_columns_far_to_the_right_are_not_dropped_in_silence() -> None:
    def more(_book: Any, sheet: Any) -> None:
        sheet.write_string(1, 60, "hidden")

    assert refused(workbook(table(OPEN, CLOSED), also=more)) == "too_many_columns"


def test_hidden_sheets_are_not_read() -> None:
    def more(book: Any, sheet: Any) -> None:
        seen = book.add_worksheet("看得见")
        for place, line in enumerate(table(CLOSED)):
            seen.write_row(place, 0, line)
        seen.activate()
        seen.set_first_sheet()
        sheet.hide()

    sheet = open_sheet(io.BytesIO(workbook(table(OPEN), also=more)), "xlsx")
    assert (sheet.how["sheet"], sheet.how["others"]) == ("看得见", 0)
