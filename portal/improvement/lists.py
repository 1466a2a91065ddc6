"""GET /portal/improvement and /rising: the items, and what rose lately (K-02, M-03)."""

from collections.abc import Sequence
from datetime import timedelta

from flask import request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.improvement import queries
from models.improvement.queries import ItemFilter
from models.improvement.rules.rising import LEAST_SCORE, PAST, RECENT
from models.improvement.tables import OF_PRODUCTS, RisingSignal
from models.improvement.words import SignalKind
from models.permissions import Permission
from models.products.queries import every_product
from models.rulebook.queries import rules_at
from portal.improvement.blueprint import blueprint
from portal.improvement.forms import StateForm
from web.access import anyone, needs, viewer
from web.fragments import page
from web.language import _
from web.lists import address, window
from web.words import word

WEEK = timedelta(weeks=1)
DIMENSIONS = {
    "category": (SignalKind.CATEGORY,),
    "product": OF_PRODUCTS,
    "region": (SignalKind.REGION,),
    "word": (SignalKind.WORD,),
}
"""By what one may look at what rises, each named for its first kind."""


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
    """What the last weekly look found; `?by=product` leaves one dimension."""
    rules, every = rules_at(now()), queries.latest_signals()
    by = request.args.get("by", "")
    kinds = DIMENSIONS.get(by, tuple(SignalKind))
    return page(
        "portal/improvement/rising.html",
        signals=[each for each in every if each.kind in kinds],
        until=every[0].until if every else None,
        since=every[0].until - RECENT * WEEK if every else None,
        dimensions=_dimensions(by if by in DIMENSIONS else "", every),
        categories={each.code: each for each in rules.categories},
        products={each.code: each for each in every_product()},
        weeks=RECENT,
        past=PAST,
        score=LEAST_SCORE,
        tabs=tabs("improvement.rising"),
    )


def _dimensions(chosen: str, signals: Sequence[RisingSignal]) -> list[dict[str, object]]:
    """All that rose, and each dimension in which something did."""
    found: list[dict[str, object]] = [
        {
            "label": _("All"),
            "url": url_for("improvement.rising"),
            "current": not chosen,
            "count": len(signals),
        }
    ]
    for name, kinds in DIMENSIONS.items():
        count = sum(each.kind in kinds for each in signals)
        if count:
            there = url_for("improvement.rising", by=name)
            label = word(kinds[0])
            found.append({"label": label, "url": there, "current": name == chosen, "count": count})
    return found


def tabs(here: str) -> list[dict[str, object]]:
    """The pages that are open to the viewer."""
    if not viewer().may(Permission.IMPROVEMENT_STEER):
        return []
    found = (("improvement.index", _("Improvement items")), ("improvement.rising", _("What rises")))
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]
