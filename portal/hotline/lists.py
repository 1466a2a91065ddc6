"""GET /portal/hotline: one's own reports, and no others; before that the lock (W-04)."""

from collections.abc import Sequence
from typing import Any

from flask import Response, request, url_for

from models.clock import now
from models.hotline.queries.inbox import Line, inbox
from models.hotline.queries.keepers import pending_beside, recoveries_beside
from portal.hotline.blueprint import blueprint
from portal.hotline.gate import asked_for, gate
from portal.hotline.lock import holder_or_none, own_keeper
from web.access import anyone, viewer
from web.fragments import page
from web.language import _


@blueprint.get("")
@anyone
def index() -> Response:
    """The desk: what waits first. Locked, it says nothing, not even how many reports there are."""
    keeper, holder = own_keeper(), holder_or_none()
    if keeper is None or holder is None:
        return gate(keeper, *asked_for())
    lines = inbox(holder, now=now())
    closed = request.args.get("closed") == "y"
    return page(
        "portal/hotline/index.html",
        lines=[line for line in lines if line.open is not closed],
        parts=_parts(lines, closed),
        closed=closed,
        to_confirm=pending_beside(viewer()),
        asked_for_sheets=bool(recoveries_beside(viewer())),
    )


def _parts(lines: Sequence[Line], closed: bool) -> list[dict[str, Any]]:
    """Open reports and closed ones, apart as soon as there is one that is closed."""
    open_ones = sum(line.open for line in lines)
    if open_ones == len(lines):
        return []
    return [
        {"label": _("Open"), "url": url_for("supervision.index"), "current": not closed, "count": open_ones},
        {
            "label": _("Closed"),
            "url": url_for("supervision.index", closed="y"),
            "current": closed,
            "count": len(lines) - open_ones,
        },
    ]
