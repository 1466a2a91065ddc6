"""GET /portal/improvement and /export.xlsx: the items, as a list and as a file (K-02)."""

from collections.abc import Iterator
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.improvement import queries
from models.improvement.queries import ItemFilter
from models.permissions import Permission
from models.rulebook.queries import rules_at
from portal.improvement.blueprint import blueprint
from portal.improvement.forms import StateForm
from web.access import anyone, viewer
from web.downloads import as_file
from web.fragments import page
from web.language import _
from web.language.filters import named
from web.lists import address, asked, window
from web.sheets import Cell, workbook
from web.words import word

WIDTHS = (14, 36, 16, 16, 16, 12, 16, 18, 24, 18, 14, 60, 60, 18, 60, 12, 12, 12)


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """All items that the viewer may see; `?mine=1` leaves those that they raised or own."""
    form, wanted = _asked()
    shown = window((), default="", size=50)
    arguments: dict[str, Any] = asked()
    rows = queries.listing(viewer(), wanted, offset=(shown.page - 1) * shown.size, limit=shown.size)
    return page(
        "portal/improvement/index.html",
        form=form,
        mine=wanted.mine,
        rows=rows,
        total=queries.count_items(viewer(), wanted),
        shown=shown,
        address=address,
        today_=local_day(now()),
        export_at=url_for("improvement.export", **arguments) if rows else None,
        tabs=tabs("improvement.index"),
    )


@blueprint.get("/export.xlsx")
@anyone
def export() -> Response:
    """Exactly what is filtered, a row each."""
    heads = [
        _("Reference number"), _("Title"), _("What it comes from"), _("State"), _("Owner"), _("Due"),
        _("Raised by"), _("Raised on"), _("Category"), _("Product"), _("Region"),
        _("What is wrong, and what would be better"), _("What is done"), _("Done on"), _("What we found"),
        _("Ratio of the rates"), _("Interval from"), _("Interval to"),
    ]  # fmt: skip
    _form, wanted = _asked()
    content = workbook(_("Improvement items"), heads, WIDTHS, _cells(wanted))
    return as_file(content, f"improvement-{local_day(now()):%Y%m%d}.xlsx")


def _asked() -> tuple[StateForm, ItemFilter]:
    """What the address asks for."""
    form = StateForm(request.args)
    form.prepare()
    return form, ItemFilter(form.states, "mine" in request.args)


def _cells(wanted: ItemFilter) -> Iterator[list[Cell]]:
    rules = rules_at(now())
    for each in queries.listing(viewer(), wanted, limit=None):
        cause = rules.category(each.category) if each.category else None
        yield [
            each.number,
            each.title,
            word(each.source),
            word(each.state),
            named(each.owner) if each.owner else "",
            each.due_on.isoformat() if each.due_on else "",
            named(each.raised_by),
            each.raised_at,
            named(cause) if cause else each.category or "",
            named(each.product) if each.product else "",
            each.region,
            each.problem,
            each.measure,
            each.done_at or "",
            each.finding,
            *("" if figure is None else figure for figure in (each.ratio, each.ratio_low, each.ratio_high)),
        ]


def tabs(here: str) -> list[dict[str, object]]:
    """The pages that are open to the viewer."""
    if not viewer().may(Permission.IMPROVEMENT_STEER):
        return []
    found = (("improvement.index", _("Improvement items")), ("improvement.rising", _("What rises")))
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]
