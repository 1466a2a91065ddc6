"""GET /portal/improvement and /rising: the items, and what rose lately (K-02, M-03)."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.improvement import queries
from models.improvement.queries import ItemFilter
from models.improvement.rules.rising import LEAST_SCORE, PAST, RECENT
from models.permissions import Permission
from models.rulebook.queries import rules_at
from portal.improvement.blueprint import blueprint
from portal.improvement.forms import StateForm
from web.access import anyone, needs, viewer
from web.fragments import page
from web.language import _
from web.lists import address, window


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """All items that the viewer may see; `?mine=1` leaves those that they raised or own."""
    form, mine = StateForm(request.args), "mine" in request.args
    form.prepare()
    shown, wanted = window((), default="", size=50), ItemFilter(form.states, mine)
    rows = queries.listing(viewer(), wanted, offset=(shown.page - 1) * shown.size, limit=shown.size)
    return page(
        "portal/improvement/index.html",
        form=form,
        mine=mine,
        rows=rows,
        total=queries.count_items(viewer(), wanted),
        shown=shown,
        address=address,
        today_=local_day(now()),
        tabs=tabs("improvement.index"),
    )


@blueprint.get("/rising")
@needs(Permission.IMPROVEMENT_STEER)
def rising() -> ResponseReturnValue:
    """What the last weekly look found."""
    rules = rules_at(now())
    return page(
        "portal/improvement/rising.html",
        signals=queries.latest_signals(),
        categories={each.code: each for each in rules.categories},
        weeks=RECENT,
        past=PAST,
        score=LEAST_SCORE,
        tabs=tabs("improvement.rising"),
    )


def tabs(here: str) -> list[dict[str, object]]:
    """The pages that are open to the viewer."""
    if not viewer().may(Permission.IMPROVEMENT_STEER):
        return []
    found = (("improvement.index", _("Improvement items")), ("improvement.rising", _("What rises")))
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]
