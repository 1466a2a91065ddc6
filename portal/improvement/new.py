"""GET and POST /portal/improvement/new: raising something, by anybody (K-02)."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.cases.tables import Case
from models.clock import now
from models.errors import Invalid
from models.improvement.actions import raise_item
from models.improvement.words import ItemSource
from models.library.rules.personal import find_personal, without
from models.rulebook.queries import rules_at
from models.texts import cleaned
from portal.improvement.blueprint import blueprint
from portal.improvement.forms import LONG, RaiseForm
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/improvement/new.html"


@blueprint.get("/new")
@anyone
def new() -> ResponseReturnValue:
    """The form; a case, a comment or a rising cause may be named in the address."""
    source = request.args.get("source", "")
    case = cases.find(viewer(), request.args["case"]) if request.args.get("case") else None
    known = source in {each.value for each in ItemSource}
    given = {
        "source": source if known else ItemSource.SUGGESTION.value,
        "case": case.number if case else "",
        "category": (case.category if case else request.args.get("category")) or "",
        "product": code_of(case) if case else request.args.get("product", "").upper(),
        "region": request.args.get("region", "")[:80],
        "title": request.args.get("title", "")[:120],
    }
    form = RaiseForm(None, data=given)
    form.prepare(rules_at(now()))
    return page(TEMPLATE, form=form)


@blueprint.post("/new/comment")
@anyone
def take_up_comment() -> ResponseReturnValue:
    """The form, filled in with what a customer said in a survey, without what looks like personal data.

    Nothing is stored. The words come by form and not by address, so that no log keeps them.
    """
    words = cleaned(request.form.get("words", ""))[:LONG]
    number = request.form.get("case", "")
    case = cases.find(viewer(), number) if number else None
    given = {
        "source": ItemSource.COMMENT.value,
        "problem": without(words, find_personal(words)),
        "case": case.number if case else "",
        "category": (case.category if case else None) or "",
        "product": code_of(case) if case else "",
    }
    form = RaiseForm(None, data=given)
    form.prepare(rules_at(now()))
    return page(TEMPLATE, form=form)


def code_of(case: Case) -> str:
    """The code of the product that a case is about; nothing where it names none."""
    return case.product.code if case.product is not None else ""


@blueprint.post("/new")
@anyone
@commits
def create() -> Response:
    form = RaiseForm(request.form)
    form.prepare(rules_at(now()))
    if not form.validate() or (draft := form.draft(viewer())) is None:
        return rejected(TEMPLATE, form)
    try:
        item = raise_item(draft, by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form)
    flash(_("Thank you. Those who steer improvement decide on it, and you are told."), "good")
    return respond(redirect=url_for("improvement.show", number=item.number))
