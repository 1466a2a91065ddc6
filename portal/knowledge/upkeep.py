"""GET /portal/knowledge/upkeep: what is old or unhelpful, in the making, or sought in vain (K-01)."""

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.knowledge import queries
from models.knowledge.actions import end_gap
from models.permissions import Permission
from portal.knowledge.blueprint import blueprint
from portal.knowledge.lists import tabs
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, respond
from web.language import _


@blueprint.get("/upkeep")
@needs(Permission.KNOWLEDGE_EDIT)
def upkeep() -> ResponseReturnValue:
    """Three lists of work."""
    return page(
        "portal/knowledge/upkeep.html",
        care=queries.in_need(local_day(now())),
        drafts=queries.drafts_with_articles(),
        gaps=queries.gaps(),
        tabs=tabs("knowledge.upkeep"),
    )


@blueprint.post("/gaps/<int:gap_id>/end")
@needs(Permission.KNOWLEDGE_EDIT)
@commits
def end(gap_id: int) -> Response:
    found = queries.gap(gap_id) or abort(404)
    end_gap(found, by=viewer(), now=now())
    flash(_("Taken care of."), "good")
    return respond(redirect=url_for("knowledge.upkeep", _anchor="gaps"))
