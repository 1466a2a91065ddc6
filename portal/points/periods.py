"""GET /portal/points/months and one of them; POST its closing: a month with its report (C-04)."""

import re
from collections.abc import Iterator
from datetime import date

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.conduct.actions import close_period
from models.conduct.queries.periods import first_open_before, period_of, periods, report_seen
from models.conduct.rules.ledger import Line, over
from models.conduct.tables import LedgerPeriod
from models.errors import Invalid
from models.people.tables import Department, Staff
from models.permissions import Permission
from portal.points.account import tabs
from portal.points.blueprint import blueprint
from web.access import needs, viewer
from web.commit import commits
from web.downloads import as_file
from web.errors import fault, sentence_for_fault
from web.fragments import page, respond
from web.language import _, lazy
from web.language.filters import named
from web.sheets import Cell, workbook

fault("month_not_over", lazy("This month is not over yet."))
fault("earlier_open", lazy("A month before it is still open: close that one first."))
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@blueprint.get("/months")
@needs(Permission.LEDGER_READ)
def months() -> ResponseReturnValue:
    """Every month in which something was booked."""
    return page("portal/points/months.html", rows=periods(), tabs=tabs("points.months"))


@blueprint.get("/months/<month>")
@needs(Permission.LEDGER_READ)
def month(month: str) -> ResponseReturnValue:
    """The report of a month: kept since it was closed, else as it would be closed now."""
    found = _or_404(month)
    report, lines = report_seen(found, viewer())
    today = local_day(now())
    earlier = first_open_before(found.month)
    return page(
        "portal/points/month.html",
        found=found,
        report=report,
        lines=lines,
        over=over(found.month, today),
        earlier=earlier,
        closes=viewer().may(Permission.LEDGER_CLOSE)
        and found.open
        and over(found.month, today)
        and not earlier,
        tabs=tabs("points.months"),
    )


@blueprint.get("/months/<month>/report.xlsx")
@needs(Permission.LEDGER_READ)
def report(month: str) -> Response:
    """The report as a workbook."""
    found = _or_404(month)
    heads = [
        _("Person or department"), _("Staff or department number"), _("Held before"), _("Added"), _("Taken"),
        _("By reversals"), _("Held after"),
    ]  # fmt: skip
    cells = _cells(report_seen(found, viewer())[1])
    return as_file(
        workbook(found.name, heads, (24, 12, 12, 12, 12, 12, 12), cells), f"points-{found.name}.xlsx"
    )


@blueprint.post("/months/<month>/closing")
@needs(Permission.LEDGER_CLOSE)
@commits
def close(month: str) -> Response:
    """Closes the month; its report stays as it is then."""
    found = _or_404(month)
    try:
        close_period(found.month, by=viewer(), now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "bad")
        return respond(redirect=url_for("points.month", month=month))
    flash(_("%(month)s is closed; its report stays as it is.", month=found.name), "good")
    return respond(redirect=url_for("points.month", month=month))


def _or_404(name: str) -> LedgerPeriod:
    found = MONTH.fullmatch(name) or abort(404)
    return period_of(date(int(found[1]), int(found[2]), 1)) or abort(404)


def _cells(lines: list[tuple[Line, Staff | Department]]) -> Iterator[list[Cell]]:
    for line, holder in lines:
        code = holder.number if isinstance(holder, Staff) else holder.code
        yield [named(holder), code, line.opening, line.added, line.taken, line.reversed, line.closing]
