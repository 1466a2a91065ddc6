"""GET /portal/hotline: one's own reports, and no others; before that the lock (W-04)."""

from flask import Response

from models.clock import now
from models.hotline.queries.inbox import inbox
from models.hotline.queries.keepers import pending_beside, recoveries_beside
from portal.hotline.blueprint import blueprint
from portal.hotline.gate import asked_for, gate
from portal.hotline.lock import holder_or_none, own_keeper
from web.access import anyone, viewer
from web.fragments import page


@blueprint.get("")
@anyone
def index() -> Response:
    """The desk: what waits first. Locked, it says nothing, not even how many reports there are."""
    keeper, holder = own_keeper(), holder_or_none()
    if keeper is None or holder is None:
        return gate(keeper, *asked_for())
    return page(
        "portal/hotline/index.html",
        lines=inbox(holder, now=now()),
        to_confirm=pending_beside(viewer()),
        asked_for_sheets=bool(recoveries_beside(viewer())),
    )
