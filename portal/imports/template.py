"""The template: our headers, choices in the cells, and what each column means."""

import io
from typing import Any

import xlsxwriter

from models.imports.installed import described
from models.imports.rules.columns import SPECS, ColumnSpec
from models.imports.rules.limits import MOST_ROWS
from models.people.tables import Language
from models.products.queries import offered_products
from models.rulebook.document import Rules
from portal.imports.sentences import CLOSED_LISTS, categories_of, words_for
from web.language import _, current_language
from web.language.filters import named
from web.sheets import csv_file

NARROW = 18
WIDTHS = (16, 18, 12, 44, 44, 26, 26, 12)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
HEAD = {"bold": True, "bg_color": "#e6f1f1", "border": 1, "text_wrap": True, "valign": "top"}
LISTED = 200
"""Rows of the explanation below which the lists for the choices in cells stand."""


def template_workbook(rules: Rules) -> bytes:
    """An empty sheet with our headers in the reader's language, and what each means, in both."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, OPTIONS)
    head, needed = book.add_format(HEAD), book.add_format(HEAD | {"bg_color": "#f6e6c8"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(_("Cases"))
    lists = book.add_worksheet(_("Explanation"))
    english = current_language() is Language.EN
    for place, spec in enumerate(SPECS.values()):
        sheet.write_string(0, place, named(spec), needed if spec.required else head)
        sheet.set_column(place, place, max(NARROW, len(named(spec)) + 2), text)
        note = f"{spec.explained_en if english else spec.explained_zh}\n{_example(spec, english=english)}"
        sheet.write_comment(0, place, note, {"x_scale": 2})
    sheet.freeze_panes(1, 1)
    _explain(book, lists)
    _offer(sheet, lists, rules)
    book.close()
    return content.getvalue()


def template_separated() -> bytes:
    """The headers in the reader's language, marked as UTF-8 so that Excel opens it well."""
    return csv_file([named(spec) for spec in SPECS.values()], [])


def _example(spec: ColumnSpec, *, english: bool) -> str:
    """Nothing for products: each company has its own."""
    text = spec.example_en if english else spec.example_zh
    return _("Example: %(text)s", text=text) if text else ""


def _explain(book: Any, sheet: Any) -> None:
    """Both languages beside each other, whoever reads: the file goes to people in other houses."""
    head, wrapped = book.add_format(HEAD), book.add_format({"text_wrap": True, "valign": "top"})
    words = described()["explanation"]
    for place, (title, width) in enumerate(zip(words["titles"], WIDTHS, strict=True)):
        sheet.write_string(0, place, title, head)
        sheet.set_column(place, place, width)
    for row, spec in enumerate(SPECS.values(), start=1):
        needed = words["needed"] if spec.required else ""
        texts = [spec.name_zh, spec.name_en, needed, spec.explained_zh, spec.explained_en]
        for place, text in enumerate([*texts, spec.example_zh, spec.example_en]):
            sheet.write_string(row, place, text, wrapped)
        sheet.write_number(row, 7, spec.most, wrapped)
    sheet.freeze_panes(1, 2)


def _offer(sheet: Any, lists: Any, rules: Rules) -> None:
    """Choices in the cells of columns with a closed list; the lists stand below the explanation."""
    for column, spec in SPECS.items():
        place = list(SPECS).index(column)
        if column in CLOSED_LISTS:
            words = words_for(column)
        elif column == "category":
            words = categories_of(rules)
        elif column == "product":
            words = [named(each) for each in offered_products()]
        else:
            continue
        if not words:
            continue
        for row, word in enumerate(words):
            lists.write_string(LISTED + 1 + row, place, word)
        lists.write_string(LISTED, place, named(spec))
        letter = xlsxwriter.utility.xl_col_to_name(place)
        source = f"='{lists.get_name()}'!${letter}${LISTED + 2}:${letter}${LISTED + 1 + len(words)}"
        sheet.data_validation(
            1, place, MOST_ROWS, place, {"validate": "list", "source": source, "error_type": "warning"}
        )
