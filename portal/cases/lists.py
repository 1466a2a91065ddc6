"""The list of cases, its Excel export, and the review queue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries
from models.cases.queries import Sort
from models.cases.rules.countdown import Countdown, countdown
from models.cases.tables import Case, DueTime
from models.clock import now
from models.permissions import Permission
from models.rulebook.document import Rules
from models.rulebook.queries import rules_at, rules_of
from portal.cases.blueprint import blueprint
from portal.cases.export import workbook
from portal.cases.forms import filters as filter_forms
from web.access import anyone, needs, viewer
from web.fragments import page
from web.lists import address, window

PAGING = ("page", "size")


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    form = filter_forms.read(request.args)
    shown = window(set(Sort), default=Sort.DUE)
    found = queries.listing(viewer(), form.filters(viewer()), now=now(), page=shown.page, size=shown.size)
    kept: dict[str, Any] = {
        key: values for key, values in request.args.lists() if key not in ("page", "size")
    }
    return page(
        "portal/cases/index.html",
        form=form,
        found=found,
        rows=rows(found.rows, now()),
        names=rules_at(now()),
        address=address,
        export=url_for("cases.export", **kept),
    )


@blueprint.get("/export.xlsx")
@anyone
def export() -> Response:
    """Exactly what is filtered, as a workbook; contacts stay masked."""
    form = filter_forms.read(request.args)
    cases = queries.export(viewer(), form.filters(viewer()), now=now())
    answer = Response(
        workbook(cases), mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    name = f"cases-{now():%Y%m%d}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@blueprint.get("/reviews")
@needs(Permission.CASE_REVIEW)
def reviews() -> ResponseReturnValue:
    """The results that wait for this person's review, the nearest due time first (H-06)."""
    found = queries.review_queue(viewer())
    return page("portal/cases/reviews.html", rows=rows(found, now()), names=rules_at(now()))


def rows(cases: Sequence[Case], at: datetime) -> list[tuple[Case, Countdown | None]]:
    """Each case with its nearest due time, in one query for all of them."""
    running = queries.running_for(cases)
    books = {book: rules_of(book) for book in {case.rulebook_id for case in cases}}
    return [(case, _nearest(running[case.id], books[case.rulebook_id], at)) for case in cases]


def _nearest(dues: list[DueTime], rules: Rules, at: datetime) -> Countdown | None:
    going = [due for due in dues if due.running] or dues
    return countdown(going[0], rules, at, []) if going else None
