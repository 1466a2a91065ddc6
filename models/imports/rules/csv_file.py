"""Separated values: UTF-8 with or without a mark, UTF-16 with one, GB18030; comma, semicolon or tab."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from models.imports.rules.columns import recognise
from models.imports.rules.limits import LONGEST_CELL, MOST_COLUMNS
from models.imports.rules.sheet import Line, Unreadable

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OPENING = 1 << 17
DAMAGE = 0.02
"""A file whose bytes are UTF-8 but for fewer than this share of its signs was UTF-8 and is damaged."""


class CsvFile:
    """A text file, decoded; its lines are records, as a spreadsheet would show them."""

    def __init__(self, stream: BinaryIO) -> None:
        content = stream.read()
        self._text, encoding = _decoded(content)
        if "\0" in self._text:
            raise Unreadable("not_text")
        self._separator = _separator(self._text)
        self.how: dict[str, Any] = {
            "kind": "csv",
            "encoding": encoding,
            "separator": SEPARATORS[self._separator],
        }

    def lines(self) -> Iterator[Line]:
        """Every record. Raises Unreadable("quotes") where quotation marks do not match, or where a cell
        is so long (131,072 signs) that one of them must be missing.
        """
        number = 0
        try:
            for number, record in enumerate(_records(self._text, self._separator), start=1):
                if len(record) > MOST_COLUMNS and any(text.strip() for text in record[MOST_COLUMNS:]):
                    raise Unreadable("too_many_columns", line=number, most=MOST_COLUMNS)
                yield Line(number, tuple(text[:LONGEST_CELL] for text in record[:MOST_COLUMNS]))
        except csv.Error:
            raise Unreadable("quotes", line=number + 1) from None


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises Unreadable for anything else, or a damaged file."""
    if content.startswith(_WIDE):
        try:
            return content.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError:
            raise Unreadable("encoding") from None
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as problem:
        if content.startswith(codecs.BOM_UTF8) or _nearly_utf8(content):
            raise Unreadable("damaged", line=content.count(b"\n", 0, problem.start) + 1) from None
    try:
        return content.decode("gb18030"), "GB18030"
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None


def _nearly_utf8(content: bytes) -> bool:
    """Whether all but a few signs beyond ASCII are UTF-8, as hardly any text in GB18030 happens to be."""
    shown = content.decode("utf-8", errors="replace")
    beyond = sum(1 for sign in shown if sign > "\x7f")
    return shown.count("\ufffd") <= max(1, beyond * DAMAGE) and beyond > 4


def _separator(text: str) -> str:
    """The separator by which the first line with words in it gives the most columns that we know, else the
    most columns at all.
    """
    start = text[:OPENING]
    best, most = ",", (-1, -1)
    for separator in SEPARATORS:
        try:
            record = next((each for each in _records(start, separator) if any(map(str.strip, each))), [])
        except csv.Error:
            continue
        score = (len(recognise(record)), len(record))
        if score > most:
            best, most = separator, score
    return best
