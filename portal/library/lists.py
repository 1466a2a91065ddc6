"""GET /portal/library and /portal/library/work: what is published, what is on its way (L-05)."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.library import queries
from models.rulebook.queries import rules_at
from portal.library.blueprint import blueprint
from portal.library.forms import SearchForm
from web.access import anyone, viewer
from web.fragments import page
from web.language import _
from web.lists import address, window


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """What everybody may learn from, by words and category."""
    rules = rules_at(now())
    form = SearchForm(request.args)
    form.prepare(queries.categories(), rules)
    shown = window((), default="", size=20)
    rows = queries.published(form.wanted, offset=(shown.page - 1) * shown.size, limit=shown.size)
    return page(
        "portal/library/index.html",
        form=form,
        rows=rows,
        categories={each.code: each for each in rules.categories},
        narrowed=bool(form.wanted.text or form.wanted.category),
        total=queries.count_published(form.wanted),
        shown=shown,
        address=address,
        tabs=tabs("library.index"),
    )


@blueprint.get("/work")
@anyone
def work() -> ResponseReturnValue:
    """What the viewer nominated, and for those who keep the library all that is on its way."""
    rows = queries.in_work(viewer())
    return page(
        "portal/library/work.html",
        rows=rows,
        versions=queries.versions_in_work(rows),
        tabs=tabs("library.work"),
    )


def tabs(here: str) -> list[dict[str, object]]:
    """The two pages of the library."""
    found = (("library.index", _("Typical cases")), ("library.work", _("In preparation")))
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]
