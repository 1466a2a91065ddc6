"""The phone list: who is to be called now, who later, and whom I called today (R-02)."""

from flask import request
from flask.typing import ResponseReturnValue

from models.clock import now
from models.permissions import Permission
from models.revisits import queries
from models.revisits.queries import CallView
from models.rulebook.queries import rules_of
from portal.revisits.blueprint import blueprint
from web.access import needs, viewer
from web.fragments import page
from web.language import lazy
from web.lists import address, window

LABELS = {
    CallView.DUE: lazy("To call now"),
    CallView.LATER: lazy("Later"),
    CallView.DONE: lazy("Called by me today"),
}


@blueprint.get("")
@needs(Permission.REVISIT_CALL)
def index() -> ResponseReturnValue:
    """The part of the list that the address asks for. What one handled oneself is never on it."""
    part = request.args.get("part", "")
    view = CallView(part) if part in set(CallView) else CallView.DUE
    shown = window((), default="", size=20)
    found = queries.call_list(viewer(), now(), view=view, number=shown.page, size=shown.size)
    tabs = [
        {
            "label": LABELS[each],
            "url": address(part=None if each is CallView.DUE else each.value, page=None),
            "count": found.counts[each],
            "current": each is view,
        }
        for each in CallView
    ]
    limits = {book: rules_of(book).revisit for book in {row.case.rulebook_id for row in found.rows}}
    return page("portal/revisits/index.html", found=found, tabs=tabs, limits=limits, address=address)
