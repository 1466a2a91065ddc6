"""GET /portal/suggestions: how often people decided what was suggested, and the cases where they did not."""

from datetime import date
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries
from models.clock import local_day, now
from models.permissions import Permission
from models.rulebook.document import Rules
from models.rulebook.queries import rules_at
from portal.cases.lists import rows
from portal.suggestions.figures import Confusion, Figures
from portal.suggestions.line import line_of
from web.access import needs, viewer
from web.fragments import page
from web.language import _, counted
from web.language.filters import named
from web.lists import address, window

blueprint = Blueprint("suggestions", __name__, url_prefix="/portal/suggestions")
SPANS = (3, 6, 12)
NOTHING = "-"
"""In an address: nothing was suggested."""
READERS = (Permission.CASE_REVIEW, Permission.CASE_TRIAGE, Permission.RULEBOOK_READ)


@blueprint.get("")
@needs(*READERS)
def index() -> ResponseReturnValue:
    by, rules, months = viewer(), rules_at(now()), _months()
    figures = Figures(queries.outcomes(by, months), rules)
    return page(
        "portal/suggestions/index.html",
        figures=figures,
        line=line_of(figures.by_month),
        spans=[
            {"label": _("%(n)s months", n=span), "url": _address(span), "current": len(months) == span}
            for span in SPANS
        ],
        whole_company=queries.counts_whole_company(by),
        name=lambda code: _name(code, rules),
        count=_count,
        opened=(lambda each: _opened(each, len(months))) if _sees_cases() else lambda _each: None,
    )


@blueprint.get("/cases")
@needs(*READERS)
def cases() -> ResponseReturnValue:
    """The cases behind one confusion, as far as the viewer may see them."""
    rules, shown = rules_at(now()), window((), default="")
    decided, suggested = request.args.get("decided", ""), request.args.get("suggested", "")
    found = queries.cases_behind(
        viewer(),
        _months(),
        decided=decided,
        suggested=None if suggested in ("", NOTHING) else suggested,
        page=shown.page,
        size=shown.size,
    )
    return page(
        "portal/suggestions/cases.html",
        found=found,
        count=_count(found.total),
        rows=rows(found.rows, now()),
        decided=_name(decided, rules),
        suggested=_name(None if suggested in ("", NOTHING) else suggested, rules),
        back=_address(len(_months())),
        address=address,
    )


def _months() -> list[str]:
    """The months that the address asks for, this one last, as 2026-11."""
    asked = request.args.get("months", SPANS[-1], type=int)
    span = asked if asked in SPANS else SPANS[-1]
    today = local_day(now())
    places = range(today.year * 12 + today.month - span, today.year * 12 + today.month)
    return [f"{date(place // 12, place % 12 + 1, 1):%Y-%m}" for place in places]


def _address(span: int) -> str:
    return url_for("suggestions.index", months=span)


def _opened(confusion: Confusion, span: int) -> str:
    told: dict[str, Any] = {"decided": confusion.decided, "suggested": confusion.suggested or NOTHING}
    return url_for("suggestions.cases", **told, months=span)


def _count(cases: int) -> str:
    return counted("%(n)s case", "%(n)s cases", cases)


def _sees_cases() -> bool:
    """Whoever only sees to the rules has the figures, not the cases."""
    by = viewer()
    return by.may(Permission.CASE_READ_ALL) or by.may(Permission.CASE_READ_DEPARTMENT)


def _name(code: str | None, rules: Rules) -> str:
    """A category as a path; its code where these rules no longer know it."""
    if not code:
        return _("no suggestion")
    category = next((each for each in rules.categories if each.code == code), None)
    if category is None:
        return code
    parent = next((each for each in rules.categories if each.code == category.parent), None)
    return f"{named(parent)} / {named(category)}" if parent else named(category)
