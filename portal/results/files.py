"""Answers as rows of a file: once as values, once as labels, with the book that joins both (S-06)."""

from collections.abc import Iterable, Iterator, Sequence

from models.people.queries import every_department
from models.people.tables import Language
from models.results.queries import Record
from models.results.words import Attribute
from portal.results.codebook import Column, book
from portal.results.labels import Labels
from web.language import _, current_language, speaking
from web.sheets import Cell, Sheet, csv_file, workbook_of
from web.words import word

OWN = ("case", "answered", "complete", "means", "department", "category", "channel", "grade")
"""The columns that are no questions, by their codes."""
OWN_WIDTHS = (20, 19, 9, 14, 16, 20, 14, 10)
WIDE, USUAL = 50, 16


def excel(
    records: Sequence[Record], columns: Sequence[Column], loose: Iterable[tuple[str, str]] = ()
) -> bytes:
    """A workbook: values, labels, the code book, and the words of an anonymous campaign on a sheet apart."""
    widths = [*OWN_WIDTHS, *(WIDE if column.free else USUAL for column in columns)]
    labels = _heads()
    sheets = [
        Sheet(_("Values"), [*OWN, *(column.name for column in columns)], widths, values(records, columns)),
        Sheet(
            _("Labels"),
            [*labels, *(column.text.said(current_language()) for column in columns)],
            widths,
            labelled(records, columns),
        ),
        Sheet(
            _("Code book"),
            [
                _("Column"),
                _("Meaning (Chinese)"),
                _("Meaning (English)"),
                _("Value"),
                _("Label (Chinese)"),
                _("Label (English)"),
            ],
            (22, 50, 60, 8, 30, 40),
            [*([code, *said, "", "", ""] for code, said in zip(OWN, _own(), strict=True)), *book(columns)],
        ),
    ]
    words = list(loose)
    if words:
        sheets.append(Sheet(_("Comments"), [_("Column"), _("Comment in full")], (22, 90), words))
    return workbook_of(sheets)


def separated(records: Sequence[Record], columns: Sequence[Column]) -> bytes:
    """The values alone as CSV, their columns by their codes."""
    return csv_file([*OWN, *(column.name for column in columns)], values(records, columns))


def values(records: Iterable[Record], columns: Sequence[Column]) -> Iterator[list[Cell]]:
    """A row a response, in codes."""
    codes = {row.id: row.code for row in every_department()}
    for record in records:
        yield [
            record.case_number or "",
            record.at or "",
            int(record.complete),
            record.reach.value if record.reach else "",
            codes.get(record.department_id or 0, ""),
            record.category or "",
            record.channel.value if record.channel else "",
            record.grade or "",
            *(_value(record, column) for column in columns),
        ]


def labelled(records: Iterable[Record], columns: Sequence[Column]) -> Iterator[list[Cell]]:
    """A row a response, in words."""
    labels, language = Labels(), current_language()
    for record in records:
        choices: list[Cell] = []
        for column in columns:
            value = _value(record, column)
            choices.append(column.label(value, language) if isinstance(value, int) else value)
        yield [
            record.case_number or "",
            record.at or "",
            _("yes") if record.complete else _("no"),
            word(record.reach),
            labels.key(Attribute.DEPARTMENT, record.department_id) if record.department_id else "",
            labels.key(Attribute.CATEGORY, record.category) if record.category else "",
            word(record.channel),
            labels.key(Attribute.GRADE, record.grade) if record.grade else "",
            *choices,
        ]


def _value(record: Record, column: Column) -> Cell:
    if column.free:
        return record.words.get(column.question, "")
    found = record.choices.get((column.question, column.part))
    return "" if found is None else found


def _heads() -> list[str]:
    return [
        _("Case"), _("Answered on"), _("Answered to the end"), _("How the answer came"), _("Lead department"),
        _("Category"), _("Channel"), _("Grade"),
    ]  # fmt: skip


def _own() -> list[tuple[str, str]]:
    """What the columns mean that are no questions, in both languages."""
    found = []
    for language in (Language.ZH, Language.EN):
        with speaking(language):
            found.append(
                [
                    _("Number of the case"),
                    _("When it was answered, in Shanghai"),
                    _("1 answered to the end, 0 in part"),
                    _("How the answer came"),
                    _("Code of the lead department"),
                    _("Code of the category"),
                    _("Channel"),
                    _("Grade"),
                ]
            )
    return list(zip(*found, strict=True))
