"""GET /portal/improvement/rising: what rose lately, by each dimension (M-03)."""

from collections.abc import Sequence
from datetime import timedelta

from flask import request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.improvement import queries
from models.improvement.rules.rising import LEAST_SCORE, PAST, RECENT
from models.improvement.tables import OF_PRODUCTS, RisingSignal
from models.improvement.words import SignalKind
from models.permissions import Permission
from models.products.queries import every_product
from models.rulebook.queries import rules_at
from portal.improvement.blueprint import blueprint
from portal.improvement.lists import tabs
from web.access import needs
from web.fragments import page
from web.language import _
from web.words import word

WEEK = timedelta(weeks=1)
DIMENSIONS = {
    "category": (SignalKind.CATEGORY,),
    "product": OF_PRODUCTS,
    "region": (SignalKind.REGION,),
    "word": (SignalKind.WORD,),
}
"""By what one may look at what rises, each named for its first kind."""


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
    whole = url_for("improvement.rising")
    found: list[dict[str, object]] = [
        {"label": _("All"), "url": whole, "current": not chosen, "count": len(signals)}
    ]
    for name, kinds in DIMENSIONS.items():
        if count := sum(each.kind in kinds for each in signals):
            there, label = url_for("improvement.rising", by=name), word(kinds[0])
            found.append({"label": label, "url": there, "current": name == chosen, "count": count})
    return found
