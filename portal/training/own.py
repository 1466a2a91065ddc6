"""GET /portal/training: what one is enrolled in, what one holds, and what one could still join (L-02)."""

from flask.typing import ResponseReturnValue

from models.clock import now
from models.permissions import Permission
from models.training.queries.needs import needs_of
from models.training.queries.sessions import coming, held_by, own
from models.training.queries.waiting import waiting
from models.training.words import SessionState
from portal.training.blueprint import blueprint, tabs
from portal.training.needs.matrix import said
from portal.training.plans.lists import title_of
from portal.training.sessions.calendars import own_address
from portal.training.sessions.forms import EmptyForm
from web.access import anyone, viewer
from web.fragments import page


@blueprint.get("", endpoint="index")
@anyone
def index() -> ResponseReturnValue:
    """The viewer's own training."""
    by, at = viewer(), now()
    mine = own(by)
    ahead = [each for each in mine if each.session.open]
    return page(
        "portal/training/index.html",
        ahead=sorted(ahead, key=lambda each: each.session.starts_at),
        past=[each for each in mine if each.session.state is SessionState.LOGGED],
        holds=held_by(by) if by.may(Permission.TRAINING_TEACH) else [],
        rows=coming(by, at),
        needs=needs_of(by),
        todo=waiting(by, at),
        plan_title=title_of,
        said=said,
        address=own_address(),
        step=EmptyForm(None),
        tabs=tabs("training.index"),
    )
