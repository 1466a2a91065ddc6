"""The list of cases, its Excel export, and the review queue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries
from models.cases.queries import Sort
from models.cases.rules.countdown import Countdown, countdown
from models.cases.rules.held_to import sooner
from models.cases.tables import Case, DueTime
from models.cases.words import OF_OTHERS
from models.clock import local_day, now
from models.people.queries import saved_filters
from models.permissions import Permission
from models.rulebook.document import Category, Rules
from models.rulebook.queries import rules_of
from portal.cases import saved
from portal.cases.blueprint import blueprint
from portal.cases.export import workbook
from portal.cases.forms import filters as filter_forms
from web.access import anyone, needs, viewer
from web.downloads import as_file
from web.fragments import is_fragment_request, page
from web.language import _, counted
from web.language.filters import number
from web.lists import address, asked, window

PAGING = ("page", "size")
HEADS = {
    "due": (Sort.DUE, None),
    "grade": (Sort.PRIORITY, None),
    "received": (Sort.NEWEST, Sort.OLDEST),
}
"""Columns that can be sorted by, each with the order a first and a second click gives."""


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    form = filter_forms.read(request.args)
    shown = window(set(Sort), default=Sort.DUE)
    found = queries.listing(viewer(), form.filters(viewer()), now=now(), page=shown.page, size=shown.size)
    kept: dict[str, Any] = {
        key: values for key, values in asked().items() if key not in PAGING and any(values)
    }
    answer = page(
        "portal/cases/index.html",
        form=form,
        found=found,
        count=_("more than %(n)s cases", n=number(found.total))
        if found.more
        else counted("%(n)s case", "%(n)s cases", found.total),
        rows=rows(found.rows, now()),
        passages=queries.extracts(found.rows, found.filters.text),
        heads=heads(found.filters.sort),
        address=address,
        export=url_for("cases.export", **kept),
        saved=saved.tabs(form, saved_filters(viewer(), saved.AREA)),
        kept=form.kept,
        save_form=saved.NameForm(formdata=None),
        save_open=False,
    )
    if is_fragment_request():
        usual = {"sort": None} if found.filters.sort is Sort.DUE else {}
        answer.headers["HX-Push-Url"] = address(**usual)
    return answer


def heads(sort: Sort) -> dict[str, tuple[str, str]]:
    """For each column that can be sorted by: the address that does it, and the order it is in now."""
    found = {}
    for column, (first, second) in HEADS.items():
        turned = second is not None and sort is first
        there = address(sort=(second if turned else first), page=None)
        order = "desc" if sort is Sort.NEWEST else "asc"
        found[column] = (there, order if sort in (first, second) else "")
    return found


@blueprint.get("/export.xlsx")
@anyone
def export() -> Response:
    """Exactly what is filtered, as a workbook; contacts stay masked."""
    form = filter_forms.read(request.args)
    cases = queries.export(viewer(), form.filters(viewer()), now=now())
    name = f"cases-{local_day(now()):%Y%m%d}.xlsx"
    return as_file(workbook(cases), name)


@blueprint.get("/reviews")
@needs(Permission.CASE_REVIEW)
def reviews() -> ResponseReturnValue:
    """The results that wait for this person's review, the nearest due time first (H-06)."""
    found = queries.review_queue(viewer())
    return page("portal/cases/reviews.html", rows=rows(found, now()), results=queries.submitted_for(found))


@dataclass(frozen=True)
class Row:
    """A case in a list, with its nearest due time and its category.

    Where the due time is the one of the reader's step, `sooner` is what the customer is owed before it.
    """

    case: Case
    countdown: Countdown | None
    category: Category | None
    sooner: Countdown | None = None


def rows(
    cases: Sequence[Case],
    at: datetime,
    *,
    running: Mapping[int, Sequence[DueTime]] | None = None,
    shown: Mapping[int, DueTime] | None = None,
) -> list[Row]:
    """Each case with its nearest due time, in one query for all of them; none where `running` is known.

    `shown` are the due times, by case id, that count for the reader instead.
    """
    running, shown = running if running is not None else queries.running_for(cases), shown or {}
    known = {book for case in cases for book in (case.rulebook_id, case.timing_id)}
    books = {book: rules_of(book) for book in known}
    return [
        Row(
            case,
            _nearest(_counting(shown.get(case.id), running[case.id]), books[case.timing_id], at),
            books[case.rulebook_id].category(case.category) if case.category else None,
            _sooner(shown.get(case.id), running[case.id], books[case.timing_id], at),
        )
        for case in cases
    ]


def countdowns_of(cases: Iterable[Case], at: datetime) -> dict[int, Countdown]:
    """The nearest due time of each case that is open, by its id: nothing is asked where none is (H-03)."""
    still_open = list({case.id: case for case in cases if case.open}.values())
    found = rows(still_open, at) if still_open else []
    return {row.case.id: row.countdown for row in found if row.countdown is not None}


def _nearest(dues: Sequence[DueTime], rules: Rules, at: datetime) -> Countdown | None:
    going = [due for due in dues if due.running] or dues
    return countdown(going[0], rules, at, []) if going else None


def _counting(shown: DueTime | None, running: Sequence[DueTime]) -> list[DueTime]:
    """The one that counts for the reader; else those of who handles the case, and none that others owe."""
    return [shown] if shown is not None else [due for due in running if due.kind not in OF_OTHERS]


def _sooner(
    shown: DueTime | None, running: Sequence[DueTime], rules: Rules, at: datetime
) -> Countdown | None:
    found = sooner(shown, running) if shown is not None else None
    return countdown(found, rules, at, []) if found is not None else None
