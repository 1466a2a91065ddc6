"""GET /portal/hotline/figures: counts for management, none that could give anybody away (W-09, M-02)."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, abort, request, url_for

from models.clock import now
from models.hotline.queries.inbox import Figures, figures
from models.hotline.queries.keepers import standing_of
from models.hotline.words import Conclusion, ReportKind
from models.people.roles import Role
from models.rulebook.queries import hotline_at
from portal.hotline.blueprint import blueprint
from portal.hotline.words import quarter_name
from web.access import anyone, viewer
from web.charts import Row, bars
from web.fragments import page
from web.language.filters import number

LEAST = 2
"""A single quarter is no course."""
READERS = frozenset({Role.COMMITTEE, Role.LEADING_GROUP})


@blueprint.get("/figures")
@anyone
def show_figures() -> Response:
    """Closed reports of a quarter beside another, to the leading group, the committee and supervisors.

    The address chooses among quarters as a whole: there is no filter by which a hidden number could be
    reckoned, and nothing leads to a report.
    """
    rules = hotline_at(now())
    at_desk = standing_of(viewer(), rules, now()) is not None
    if not viewer().roles & READERS and not at_desk:
        abort(404)
    quarters = {each.quarter: each for each in figures(now())}
    names = list(quarters)
    shown = quarters.get(request.args.get("quarter", "")) or next(iter(quarters.values()), None)
    earlier = names[names.index(shown.quarter) + 1 :] if shown else []
    against = quarters.get(request.args.get("against", "")) or (quarters[earlier[0]] if earlier else None)
    return page(
        "portal/hotline/figures.html",
        quarters=names,
        shown=shown,
        against=against,
        course=_course(list(quarters.values())),
        kinds=list(ReportKind),
        conclusions=list(Conclusion),
        least=rules.least_shown,
        at_desk=at_desk,
    )


def _course(quarters: Sequence[Figures]) -> list[Row]:
    """How many reports were closed in each quarter, the earliest first; each name leads to its figures. A
    number that is not shown has no bar."""
    most = max((each.total or 0 for each in quarters), default=0)
    if not most or len(quarters) < LEAST:
        return []
    return [
        replace(
            bars(quarter_name(each.quarter), [_bar(each.total, most)]),
            href=url_for("supervision.show_figures", quarter=each.quarter),
        )
        for each in reversed(quarters)
    ]


def _bar(total: int | None, most: int) -> tuple[float, str]:
    return (total or 0) / most, number(total) if total else "–"
