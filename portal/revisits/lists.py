"""The phone list: who is to be called now, who later, and whom I called today (R-02)."""

from datetime import datetime

from flask import request
from flask.typing import ResponseReturnValue

from models.clock import now
from models.permissions import Permission
from models.revisits import queries
from models.revisits.queries import CallPage, CallView
from models.revisits.rules import may_be_called_at, next_call
from models.rulebook.queries import rules_at, rules_of
from portal.revisits.blueprint import blueprint
from portal.revisits.sides import sides
from web.access import needs, viewer
from web.fragments import page
from web.language import lazy
from web.lists import address, window

LABELS = {
    CallView.DUE: lazy("To call now"),
    CallView.LATER: lazy("Later"),
    CallView.DONE: lazy("Called by me today"),
}
WAITING = lazy("To call")
"""What is to be called now is called that only in the hours in which customers are called."""


@blueprint.get("")
@needs(Permission.REVISIT_CALL)
def index() -> ResponseReturnValue:
    """The part of the list that the address asks for. What one handled oneself is never on it.

    Outside the rulebook's hours it says from when customers are called again (R-03).
    """
    part = request.args.get("part", "")
    view = CallView(part) if part in set(CallView) else CallView.DUE
    shown = window((), default="", size=20)
    at = now()
    opens_at = next_call(rules_at(at), at)
    found = queries.call_list(viewer(), at, view=view, number=shown.page, size=shown.size)
    tabs = [
        {
            "label": WAITING if each is CallView.DUE and opens_at > at else LABELS[each],
            "url": address(part=None if each is CallView.DUE else each.value, page=None),
            "count": found.counts[each],
            "current": each is view,
        }
        for each in CallView
    ]
    limits = {book: rules_of(book).revisit for book in {row.case.rulebook_id for row in found.rows}}
    return page(
        "portal/revisits/index.html",
        found=found,
        sides=sides(viewer(), at, surveys=False),
        tabs=tabs,
        limits=limits,
        address=address,
        at=at,
        opens_at=opens_at,
        call_from=call_from(found, at),
    )


def call_from(found: CallPage, at: datetime) -> dict[int, datetime]:
    """When each customer on a page who waits for a call may be called, by the revisit's id."""
    wished = queries.wished(found.rows)
    return {
        row.id: may_be_called_at(
            rules_of(row.case.rulebook_id), at, row.next_call_at, wished=row.id in wished
        )
        for row in found.rows
        if row.next_call_at is not None
    }
