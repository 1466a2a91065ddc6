"""GET /portal/training/sessions and its workbook: every session, filtered by the address (L-02)."""

from collections.abc import Iterator
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from models.permissions import Permission
from models.training.queries.sessions import listing
from portal.training.blueprint import Cells, blueprint, tabs
from portal.training.sessions.forms import FilterForm
from web.access import anyone, viewer
from web.downloads import as_file
from web.fragments import page
from web.language import _
from web.language.filters import named
from web.lists import address, asked, window
from web.sheets import workbook
from web.words import word

WIDTHS = (14, 34, 20, 18, 14, 18, 18, 24, 8, 8, 8, 14, 14)


@blueprint.get("/sessions", endpoint="sessions")
@anyone
def index() -> ResponseReturnValue:
    """All sessions, the latest first."""
    form, shown = _form(), window((), default="", size=50)
    rows, total = listing(viewer(), form.wanted(), offset=(shown.page - 1) * shown.size, limit=shown.size)
    arguments: dict[str, Any] = asked()
    teaches = viewer().may(Permission.TRAINING_TEACH)
    return page(
        "portal/training/sessions/index.html",
        form=form,
        rows=rows,
        total=total,
        shown=shown,
        address=address,
        teaches=teaches,
        export_at=url_for("training.sessions_sheet", **arguments) if teaches and rows else None,
        tabs=tabs("training.sessions"),
    )


@blueprint.get("/sessions/sessions.xlsx", endpoint="sessions_sheet")
@anyone
def export() -> Response:
    """Exactly what is filtered, a row each; costs are yuan, for those who plan sessions."""
    heads = [
        _("Reference number"), _("Title"), _("Subject of the training"), _("Training method"), _("Trainer"),
        _("Begins"), _("Ends"),
        _("Place"), _("Seats"), _("Enrolled"), _("On the waiting list"), _("State"), _("Cost in yuan"),
    ]  # fmt: skip
    return as_file(workbook(_("Sessions"), heads, WIDTHS, _cells(_form())), "training-sessions.xlsx")


def _form() -> FilterForm:
    form = FilterForm(request.args)
    form.prepare()
    return form


def _cells(form: FilterForm) -> Iterator[Cells]:
    money = viewer().may(Permission.TRAINING_TEACH)
    for row in listing(viewer(), form.wanted())[0]:
        each = row.session
        yield [
            each.number,
            each.title,
            word(each.field),
            word(each.method),
            named(each.trainer),
            each.starts_at,
            each.ends_at,
            each.place or each.link,
            each.capacity,
            row.seated,
            row.waiting,
            word(each.state),
            each.cost_fen / 100 if money else "",
        ]
