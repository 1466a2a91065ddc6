"""GET /portal/knowledge: finding articles; what is found nowhere is noted by a button of its own (K-01)."""

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.knowledge import queries
from models.knowledge.actions import note_gap
from models.knowledge.rules.steps import may_write
from models.knowledge.words import Site
from models.rulebook.queries import rules_at
from portal.knowledge.blueprint import blueprint
from portal.knowledge.forms import SearchForm
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import is_fragment_request, page, respond
from web.language import _
from web.lists import address, window


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """Published articles by words and category."""
    rules = rules_at(now())
    form = SearchForm(request.args)
    form.prepare(queries.categories(), rules)
    shown = window((), default="", size=20)
    return page(
        "portal/knowledge/index.html",
        form=form,
        rows=queries.listing(form.wanted, offset=(shown.page - 1) * shown.size, limit=shown.size),
        categories={each.code: each for each in rules.categories},
        narrowed=bool(form.wanted.text or form.wanted.category),
        total=queries.count(form.wanted),
        shown=shown,
        address=address,
        writes=may_write(viewer()),
        tabs=tabs("knowledge.index"),
    )


@blueprint.post("/gaps")
@anyone
@commits
def note() -> ResponseReturnValue:
    """Notes a search without a result; the page of it posts this by itself where htmx runs."""
    noted = note_gap(request.form.get("q", ""), Site.PORTAL, now=now())
    if is_fragment_request():
        return page("portal/knowledge/_noted.html", noted=noted)
    if noted:
        flash(_("Noted: somebody who writes articles sees what is missing."), "good")
    return respond(redirect=url_for("knowledge.index"))


def tabs(here: str) -> list[dict[str, object]]:
    """The pages of knowledge that are open to the viewer."""
    if not may_write(viewer()):
        return []
    found = (("knowledge.index", _("Articles")), ("knowledge.upkeep", _("To be cared for")))
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]
