"""The case list as an Excel workbook."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from models.cases.tables import Case
from models.clock import SHANGHAI
from models.privacy import masked_name, masked_phone
from models.rulebook.document import Rules
from models.rulebook.queries import rules_of
from web.language import _
from web.language.filters import named
from web.words import word

WIDTHS = (20, 40, 10, 10, 22, 20, 8, 6, 18, 14, 14, 16, 18, 18, 20, 6)


def workbook(cases: Iterable[Case]) -> bytes:
    """One row a case. Text stays text: a cell that begins with = is no formula (V-09's twin)."""
    books: dict[int, Rules] = {}
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True},
    )
    sheet = book.add_worksheet(_("Cases"))
    bold = book.add_format({"bold": True, "bg_color": "#e6f1f1", "border": 1})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    heads = [
        _("Number"), _("Title"), _("Kind"), _("Channel"), _("Category"), _("Product"), _("Grade"),
        _("Priority"), _("State"), _("Lead department"), _("Owner"), _("Customer"), _("Telephone"),
        _("Received"), _("Due"), _("Round"),
    ]  # fmt: skip
    for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.write_string(0, column, head, bold)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    last = 0
    for last, case in enumerate(cases, start=1):
        texts = [
            case.number,
            case.title,
            word(case.kind),
            word(case.channel),
            _category(case, books),
            named(case.product),
            str(case.grade or ""),
            f"P{case.priority}",
            word(case.state),
            named(case.lead_department),
            named(case.owner),
            masked_name(case.contact_name),
            masked_phone(case.contact_phone or ""),
        ]
        for column, text in enumerate(texts):
            sheet.write_string(last, column, text)
        for column, at in ((13, case.received_at), (14, case.due_at)):
            if at is not None:
                sheet.write_datetime(last, column, at.astimezone(SHANGHAI).replace(tzinfo=None), moment)
        sheet.write_number(last, 15, case.round)
    sheet.autofilter(0, 0, last, len(heads) - 1)
    book.close()
    return buffer.getvalue()


def _category(case: Case, books: dict[int, Rules]) -> str:
    """The case's category by the rulebook of the case: today's may no longer have it (RB-01)."""
    if case.category is None:
        return ""
    if case.rulebook_id not in books:
        books[case.rulebook_id] = rules_of(case.rulebook_id)
    return named(books[case.rulebook_id].category(case.category))
