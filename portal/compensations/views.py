"""GET /portal/compensations and export.xlsx: totals, the single ones, and both as a workbook (G-06)."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import TypedDict

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from wtforms import DateField
from wtforms.validators import Optional

from models.cases import queries
from models.cases.queries.compensation import compensation_rows, sums
from models.clock import SHANGHAI, local_day, now
from models.people.queries import every_department
from models.permissions import Permission
from models.rulebook.queries import rules_at, rules_of
from portal.compensations.totals import cause_name, totals
from web.access import needs, viewer
from web.downloads import as_file
from web.forms import Near, PublicForm
from web.fragments import page
from web.language import _, lazy
from web.language.filters import named
from web.lists import address, window
from web.sheets import Cell, workbook
from web.words import word

blueprint = Blueprint("compensations", __name__, url_prefix="/portal/compensations")
WIDTHS = (20, 18, 18, 14, 14, 18, 18, 14, 19, 14, 12, 14, 19, 24)


class Span(TypedDict):
    """A span of time; None where it is open."""

    since: datetime | None
    until: datetime | None


class SpanForm(PublicForm):
    """From which day until which, of the day of the proposal."""

    since = DateField(lazy("Proposed from"), validators=[Optional(), Near()])
    until = DateField(lazy("Proposed until"), validators=[Optional(), Near()])

    @property
    def active(self) -> int:
        return sum(bool(each.data) for each in (self.since, self.until))

    def span(self) -> Span:
        """The moments, the later one after the end of its day; a day that is none narrows nothing."""
        sound = self.validate()
        since = self.since.data if sound or not self.since.errors else None
        until = self.until.data if sound or not self.until.errors else None
        return Span(
            since=datetime.combine(since, time(), SHANGHAI) if since else None,
            until=datetime.combine(until + timedelta(days=1), time(), SHANGHAI) if until else None,
        )


@blueprint.get("")
@needs(Permission.COMPENSATION_READ)
def index() -> ResponseReturnValue:
    """As far as the viewer sees the cases: a head the own departments, finance what it had a part in."""
    form = SpanForm(request.args)
    span, seen = form.span(), queries.visible_to(viewer())
    shown = window((), default="", size=20)
    rules = rules_at(now())
    found = totals(sums(seen, **span), rules, {row.id: row for row in every_department()})
    rows = compensation_rows(seen, **span, offset=(shown.page - 1) * shown.size, limit=shown.size)
    return page(
        "portal/compensations/index.html",
        form=form,
        totals=found,
        rows=list(rows),
        rules=rules,
        cause_name=cause_name,
        shown=shown,
        address=address,
    )


@blueprint.get("/export.xlsx")
@needs(Permission.COMPENSATION_READ)
def export() -> Response:
    """Exactly what is shown, a row each. Amounts are yuan with two decimals."""
    span = SpanForm(request.args).span()
    content = workbook(_("Compensation"), _heads(), WIDTHS, _cells(span))
    name = f"compensation-{local_day(now()):%Y%m%d}.xlsx"
    return as_file(content, name)


def _heads() -> list[str]:
    return [
        _("Case"), _("Lead department"), _("Cause of the compensation"), _("Kind of compensation"),
        _("Amount in yuan"), _("State"), _("Who approves"), _("Proposed by"), _("Proposed"), _("Approved by"),
        _("Level of risk"), _("Paid by"), _("Paid"), _("Reference of the payment"),
    ]  # fmt: skip


def _cells(span: Span) -> Iterator[list[Cell]]:
    for row, case in compensation_rows(queries.visible_to(viewer()), **span):
        yield [
            case.number, named(case.lead_department), cause_name(row.cause, rules_of(case.rulebook_id)),
            word(row.kind), row.amount_fen / 100, word(row.state), word(row.approver), named(row.by), row.at,
            named(row.decided_by), word(row.risk) if row.risk else "", named(row.paid_by), row.paid_at or "",
            row.reference,
        ]  # fmt: skip
