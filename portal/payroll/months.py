"""GET /portal/payroll and a month of it, its workbook, POST its issue (C-01, C-03)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.conduct.actions import issue_payroll
from models.conduct.queries import payroll as queries
from models.conduct.queries.payees import Payee, payee_of, payees
from models.conduct.tables import PayrollIssue
from models.conduct.words import Hold, PayKind
from models.errors import Invalid
from models.kpi.queries import flags_named
from models.kpi.tables import KpiFlag
from models.permissions import Permission
from portal.payroll.blueprint import blueprint, tabs
from web.access import needs, viewer
from web.commit import commits
from web.downloads import as_file
from web.errors import fault, sentence_for_fault
from web.fragments import page, respond
from web.language import _, lazy
from web.language.filters import named
from web.sheets import Cell, Sheet, workbook_of
from web.words import word

fault("other_month", lazy("Another month is to be handed over first."))
fault("issued", lazy("This month was handed over already."))
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
WIDTHS = (14, 18, 24, 18, 16, 14, 44)


@dataclass(frozen=True)
class Row:
    """A line as it is shown; money in fen. `why` for what is held back."""

    payee: Payee
    kind: PayKind | None
    fen: int
    about: str
    correction: bool = False
    why: Hold | None = None


@blueprint.get("")
@needs(Permission.PAYROLL_ISSUE)
def index() -> ResponseReturnValue:
    """The hand-overs so far, and what the next one would hold."""
    month = queries.next_to_issue(local_day(now()))
    rows, held = _coming(month) if month else ([], [])
    return page(
        "portal/payroll/index.html",
        month=month,
        rows=rows,
        held=held,
        sum=sum(row.fen for row in rows),
        issues=queries.issues(),
        tabs=tabs(viewer(), "payroll.index"),
    )


@blueprint.get("/<month>")
@needs(Permission.PAYROLL_ISSUE)
def show(month: str) -> ResponseReturnValue:
    """A month as it was handed over."""
    issue, rows, held = _issued(month)
    return page(
        "portal/payroll/show.html", issue=issue, rows=rows, held=held, sum=sum(row.fen for row in rows)
    )


@blueprint.get("/<month>/payroll.xlsx")
@needs(Permission.PAYROLL_ISSUE)
def export(month: str) -> Response:
    """The month for those who pay: a line each, and what is held back. Amounts are yuan."""
    issue, rows, held = _issued(month)
    heads = [_("Staff or department number"), _("Name"), _("Department"), _("Kind"), _("Amount in yuan")]
    about = _("Number of the reward or matter, or the flag")
    sheets = [
        Sheet(issue.name, [*heads, _("Correction"), about], WIDTHS, _cells(rows)),
        Sheet(_("Held back"), [*heads, _("Why"), about], WIDTHS, _cells(held)),
    ]
    return as_file(workbook_of(sheets), f"payroll-{issue.name}.xlsx")


@blueprint.post("/<month>/issue")
@needs(Permission.PAYROLL_ISSUE)
@commits
def issue(month: str) -> Response:
    """Hands the month over; it stays as it is then."""
    try:
        issue_payroll(_month(month), by=viewer(), now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "bad")
        return respond(redirect=url_for("payroll.index"))
    flash(
        _("%(month)s is handed over. Later changes are corrections of the next month.", month=month), "good"
    )
    return respond(redirect=url_for("payroll.show", month=month))


def _month(name: str) -> date:
    found = MONTH.fullmatch(name) or abort(404)
    return date(int(found[1]), int(found[2]), 1)


def _coming(month: date) -> tuple[list[Row], list[Row]]:
    lines, held = queries.next_lines(month, now())
    called = payees([line.item for line in lines] + [each.item for each in held])
    rows = [
        Row(called[line.item.about], line.item.kind, line.fen, line.item.about, line.correction)
        for line in lines
    ]
    waiting = [
        Row(called[each.item.about], each.item.kind, -each.fen, each.item.about, why=each.why)
        for each in held
    ]
    return _numbered(rows, waiting)


def _issued(month: str) -> tuple[PayrollIssue, list[Row], list[Row]]:
    issue = queries.issue_of(_month(month)) or abort(404)
    rows = [
        Row(payee_of(line.payee), line.kind, line.amount_fen, line.about, line.correction)
        for line in issue.lines
    ]
    held = [
        Row(payee_of(each["payee"]), None, -each["fen"], each["about"], why=Hold(each["why"]))
        for each in issue.held
    ]
    return issue, *_numbered(rows, held)


def _numbered(*lists: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The same rows with what people know each by: a number, or of a flag department, figure and months."""
    numbers = queries.numbers_of(row.about for rows in lists for row in rows)
    flags = flags_named(numbers.values())
    said = {
        about: _of_flag(flags[number]) if number in flags else number for about, number in numbers.items()
    }
    first, second = ([replace(row, about=said[row.about]) for row in rows] for rows in lists)
    return first, second


def _of_flag(flag: KpiFlag) -> str:
    return _(
        "%(department)s: %(figure)s, %(first)s to %(last)s",
        department=named(flag.department),
        figure=word(flag.figure),
        first=flag.months[0]["month"],
        last=flag.months[-1]["month"],
    )


def _cells(rows: Sequence[Row]) -> Iterator[list[Cell]]:
    for row in rows:
        last = word(row.why) if row.why else _("yes") if row.correction else ""
        kind = word(row.kind) if row.kind else ""
        holder, department = row.payee.holder, row.payee.department
        yield [holder.code, named(holder), named(department), kind, row.fen / 100, last, row.about]
