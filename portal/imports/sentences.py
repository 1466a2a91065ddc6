"""What is wrong with a line or a file, in the reader's language: a sentence for each code of the checks."""

from collections.abc import Callable, Mapping
from typing import Any

from models.imports.installed import described
from models.imports.rules.check import NO_CELL
from models.imports.rules.columns import SPECS
from models.imports.words import Column
from models.people.tables import Language
from models.rulebook.document import Rules
from web.language import _, current_language
from web.language.filters import named

LONGEST = 40
Facts = Mapping[str, Any]
CLOSED_LISTS = (Column.CHANNEL, Column.KIND, Column.LANGUAGE, Column.GRADE, Column.STATE)


def column_name(column: str | Column) -> str:
    """A column as the template calls it; the whole line where a fault is of no single cell."""
    return _("Whole line") if column == NO_CELL else named(SPECS[Column(column)])


def words_for(column: Column) -> list[str]:
    """What may be written in a column, the usual word for each value, in the reader's language."""
    english = current_language() is Language.EN
    usual: dict[str, str] = {}
    for word, value in _as_written(column):
        if value not in usual and word.isascii() == english:
            usual[value] = word
    return list(usual.values())


def _as_written(column: Column) -> list[tuple[str, str]]:
    return [(word, value) for value, words in described()["words"][column.value].items() for word in words]


def fault_sentence(column: str, why: str, facts: Facts) -> str:
    """One fault of a line."""
    if why == "unknown_word":
        possible = _(", ").join(words_for(Column(column)))
        return _("“%(text)s” is not known here. Possible are: %(words)s.", text=_cut(facts), words=possible)
    says = FAULTS.get(why)
    return says(facts) if says is not None else _("This value is not possible.")


def _cut(facts: Facts) -> str:
    text = str(facts.get("text", ""))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


FAULTS: Mapping[str, Callable[[Facts], str]] = {
    "missing": lambda _f: _("Nothing is written here, but it is needed."),
    "too_long": lambda f: _(
        "%(length)s characters; at most %(most)s fit.", length=f["length"], most=f["most"]
    ),
    "damaged": lambda _f: _("Some characters are damaged. Please export the file again."),
    "date": lambda f: _(
        "“%(text)s” cannot be read as a date for certain. Write 2026-11-21 or 2026-11-21 14:05.", text=_cut(f)
    ),
    "future": lambda _f: _("This moment is still to come."),
    "too_early": lambda f: _("Cases from before %(year)s cannot be imported.", year=f["year"]),
    "unknown_category": lambda f: _(
        "“%(text)s” was no category of the second level in the rulebook of that day.", text=_cut(f)
    ),
    "unknown_product": lambda f: _("“%(text)s” is no product on the company’s list.", text=_cut(f)),
    "two_categories": lambda f: _(
        "“%(text)s” means several categories. Write both levels, such as Fees / Invoices.", text=_cut(f)
    ),
    "only_complaints": lambda _f: _("Only complaints have a grade."),
    "closed_needs_date": lambda _f: _("A closed case needs the date on which it was closed."),
    "closed_too_early": lambda _f: _("Closed before it was received."),
    "open_has_date": lambda _f: _("The state says open, but there is a closing date."),
    "open_has_outcome": lambda _f: _("The state says open, but there is an outcome."),
    "contact": lambda _f: _("An open case needs a telephone number or an e-mail address."),
    "phone": lambda f: _("“%(text)s” is no telephone number.", text=_cut(f)),
    "email": lambda f: _("“%(text)s” is no e-mail address.", text=_cut(f)),
    "formula": lambda _f: _("A formula stands here. Please paste its value instead."),
    "cell_error": lambda _f: _("Excel shows an error in this cell."),
    "digits": lambda _f: _(
        "Excel has cut this number after 15 digits. Format the column as text and fill it in again."
    ),
    "duplicate": lambda f: _("The same number stands in line %(line)s already.", line=f["row"]),
    "too_many_cells": lambda f: _(
        "%(cells)s cells, but the header has %(most)s. Perhaps a separator stands in a text without quotation"
        " marks.",
        cells=f["cells"],
        most=f["most"],
    ),
}

TROUBLES: Mapping[str, Callable[[Facts], str]] = {
    "macros": lambda _f: _("It holds macros, which could run. Save it as an Excel workbook (.xlsx)."),
    "links": lambda _f: _("It holds links to other files. Break the links in Excel, then save it again."),
    "connections": lambda _f: _(
        "It holds connections to other data. Copy the rows as values into a new workbook."
    ),
    "objects": lambda _f: _("It holds embedded objects. Copy the rows as values into a new workbook."),
    "entities": lambda _f: _(
        "It is not written as Excel writes workbooks, and could do harm. Save it again with Excel."
    ),
    "too_big_inside": lambda _f: _(
        "It unpacks to far more than ten thousand rows need. Copy the rows as values into a new workbook."
    ),
    "old_or_locked": lambda _f: _(
        "It is protected by a password, or of an old kind (.xls). Save it as .xlsx without a password."
    ),
    "kind_not_taken": lambda _f: _("Files of this kind cannot be imported. We take .xlsx and .csv."),
    "not_a_workbook": lambda _f: _("Its content is no Excel workbook, whatever its name says."),
    "not_text": lambda _f: _("Its content is no text of separated values, whatever its name says."),
    "broken": lambda _f: _("It is damaged and cannot be opened. Save it again, then hand it in anew."),
    "encoding": lambda _f: _("Its characters are neither UTF-8 nor GB18030. Save it as “CSV UTF-8”."),
    "damaged": lambda f: _(
        "Some of its characters are damaged, the first ones in line %(line)s. Please export it again.",
        line=f.get("line", "?"),
    ),
    "quotes": lambda f: _(
        "From line %(line)s on quotation marks do not match, or a cell is far too long."
        " Please export it again.",
        line=f.get("line", "?"),
    ),
    "too_many_columns": lambda f: _(
        "Line %(line)s has more than %(most)s columns. Leave out those that are not needed.",
        line=f.get("line", "?"),
        most=f.get("most", "?"),
    ),
    "too_many_rows": lambda f: _(
        "It has more than %(most)s rows. Split it, and import the parts one after the other.",
        most=f.get("most", "?"),
    ),
    "no_rows": lambda _f: _("There is no row in it below a header."),
    "empty": lambda _f: _("This file is empty."),
    "too_large": lambda _f: _("It is larger than 20 MB. Split it, or leave out pictures and formats."),
    "imported_before": lambda _f: _("This very file was imported before."),
    "missing_file": lambda _f: _("Please choose a file."),
    "file_lost": lambda _f: _("The file is gone from our store. Please hand it in again."),
    "fault": lambda _f: _(
        "Something went wrong on our side, several times. Nothing was imported; the operators can read why."
    ),
    "expired": lambda _f: _("Nobody started it for seven days, so it was forgotten."),
}


def trouble_sentence(why: str, facts: Facts) -> str:
    """Why a file is not taken."""
    says = TROUBLES.get(why)
    return says(facts) if says is not None else _("This file cannot be taken.")


def categories_of(rules: Rules) -> list[str]:
    """The categories that may be written, both levels, in the reader's language."""
    return [f"{named(rules.category(each.parent))}/{named(each)}" for each in rules.categories if each.parent]
