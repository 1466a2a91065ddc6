"""GET /portal/points: one's own points (C-04)."""

from flask.typing import ResponseReturnValue

from portal.points.account import account_page
from portal.points.blueprint import blueprint
from web.access import anyone, viewer


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """What somebody holds, and each entry with what it was for."""
    return account_page(viewer(), "points.index")
