"""GET /portal/hotline/figures: counts for management, none that could give anybody away (W-09)."""

from flask import Response, abort

from models.clock import now
from models.hotline.queries.inbox import figures
from models.hotline.queries.keepers import standing_of
from models.hotline.words import Conclusion, ReportKind
from models.people.roles import Role
from models.rulebook.queries import hotline_at
from portal.hotline.blueprint import blueprint
from web.access import anyone, viewer
from web.fragments import page

READERS = frozenset({Role.COMMITTEE, Role.LEADING_GROUP})


@blueprint.get("/figures")
@anyone
def show_figures() -> Response:
    """Closed reports by quarter, kind and conclusion, to the leading group, the committee and supervisors."""
    rules = hotline_at(now())
    if not viewer().roles & READERS and standing_of(viewer(), rules, now()) is None:
        abort(404)
    return page(
        "portal/hotline/figures.html",
        quarters=figures(now()),
        kinds=list(ReportKind),
        conclusions=list(Conclusion),
        least=rules.least_shown,
    )
