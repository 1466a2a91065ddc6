"""GET /portal/trail: what happened, newest first, narrowed down by the address."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from models.events import queries
from models.events.queries import MOST_COUNTED
from models.permissions import Permission
from portal.trail import filters
from portal.trail.blueprint import blueprint
from portal.trail.checks import state_of_seals
from portal.trail.lines import lines
from web.access import needs, viewer
from web.fragments import page
from web.language import _, counted
from web.language.filters import number
from web.lists import address

SIZE = 50


@blueprint.get("")
@needs(Permission.AUDIT_READ)
def index() -> ResponseReturnValue:
    """One page of the trail, with the filters and the state of the seals."""
    form = filters.read(request.args)
    return page("portal/trail/index.html", seals=state_of_seals(), **shown(form))


def shown(form: filters.TrailForm) -> dict[str, Any]:
    """What the list of events shows."""
    wanted = form.narrowing()
    found = queries.trail(
        wanted,
        before=request.args.get("before", type=_number),
        after=request.args.get("after", type=_number),
        size=SIZE,
    )
    rows = lines(found.rows, viewer())
    return {
        "form": form,
        "rows": rows,
        "count": _counted(queries.count(wanted)),
        "newer": address(after=rows[0].id, before=None) if found.newer and rows else "",
        "older": address(before=rows[-1].id, after=None) if found.older and rows else "",
        "newest": address(before=None, after=None) if found.newer else "",
    }


def _counted(total: int) -> str:
    if total > MOST_COUNTED:
        return _("more than %(n)s events", n=number(MOST_COUNTED))
    return counted("One event", "%(total)s events", total, total=number(total))


def _number(text: str) -> int:
    """The number of an event; beyond what a number of a row can be it is nobody's."""
    return min(int(text), 2**31 - 1)
