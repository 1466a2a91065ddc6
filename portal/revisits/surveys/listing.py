"""Who is to be called for a survey: now, later, and whom I called today (R-02)."""

from flask import request
from flask.typing import ResponseReturnValue

from models.campaigns import queries
from models.clock import now
from models.permissions import Permission
from models.revisits.queries import CallView
from models.revisits.rules import may_be_called_at, next_call
from models.rulebook.queries import rules_at
from portal.revisits.blueprint import blueprint
from portal.revisits.lists import LABELS, WAITING
from portal.revisits.sides import sides
from web.access import needs, viewer
from web.fragments import page
from web.lists import address, window


@blueprint.get("/surveys")
@needs(Permission.REVISIT_CALL)
def surveys() -> ResponseReturnValue:
    """The part of the list that the address asks for. Whose case one handled oneself is never on it.

    Those of anonymous campaigns are on no list: a caller would know whom (S-04).
    """
    part = request.args.get("part", "")
    view = CallView(part) if part in set(CallView) else CallView.DUE
    shown = window((), default="", size=20)
    at = now()
    rules = rules_at(at)
    opens_at = next_call(rules, at)
    found = queries.survey_calls(viewer(), at, view=view, number=shown.page, size=shown.size)
    wished = queries.called_as_wished(found.rows)
    tabs = [
        {
            "label": WAITING if each is CallView.DUE and opens_at > at else LABELS[each],
            "url": address(part=None if each is CallView.DUE else each.value, page=None),
            "count": found.counts[each],
            "current": each is view,
        }
        for each in CallView
    ]
    return page(
        "portal/revisits/surveys/index.html",
        found=found,
        sides=sides(viewer(), at, surveys=True),
        tabs=tabs,
        limits=rules.revisit,
        address=address,
        at=at,
        opens_at=opens_at,
        call_from={
            row.id: may_be_called_at(rules, at, row.next_call_at, wished=row.id in wished)
            for row in found.rows
            if row.next_call_at is not None
        },
    )
