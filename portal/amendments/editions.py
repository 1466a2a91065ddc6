"""GET /portal/rulebook/editions: every edition and every draft, with who, when and why (RB-01)."""

from typing import Any

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.amendments import queries
from models.amendments.queries.reckoning import edition_before
from models.amendments.words import AmendmentState
from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.rulebook import queries as rulebook
from models.rulebook.actions import retire
from models.rulebook.tables import Rulebook
from models.rulebook.words import RulebookState
from portal.amendments.blueprint import blueprint
from portal.amendments.forms import ReasonForm
from portal.amendments.values import told
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _


@blueprint.get("/editions")
@needs(Permission.RULEBOOK_READ)
def editions() -> ResponseReturnValue:
    discarded = [each for each in queries.amendments() if each.state is AmendmentState.DISCARDED]
    return page(
        "portal/amendments/editions.html",
        versions=rulebook.versions(),
        discarded=discarded,
        current=rulebook.rulebook_at(now()),
    )


@blueprint.get("/editions/<int:number>")
@needs(Permission.RULEBOOK_READ)
def edition(number: int) -> ResponseReturnValue:
    """What an edition changed, in words."""
    return page("portal/amendments/edition.html", **_shown(_edition(number)))


@blueprint.post("/editions/<int:number>/withdrawal")
@needs(Permission.RULEBOOK_APPROVE)
@commits
def withdraw(number: int) -> Response:
    """Takes an edition back whose day has not come."""
    book, form = _edition(number), ReasonForm()
    if form.validate():
        try:
            retire(book, by=viewer(), now=now(), reason=form.reason.data or "")
        except Invalid as fault:
            form.blame(fault)
        else:
            flash(_("Taken back: it will not come into force."), "good")
            return respond(redirect=url_for("amendments.editions"))
    return rejected("portal/amendments/edition.html", form, **_shown(book, with_form=False))


def _edition(number: int) -> Rulebook:
    return (rulebook.edition(number) if number < 2**31 else None) or abort(404)


def _shown(book: Rulebook, *, with_form: bool = True) -> dict[str, Any]:
    first = book.author_id is None
    ahead = book.state is RulebookState.IN_FORCE and book.effective_from > now()
    return {
        "edition": book,
        "amendment": queries.amendment_of(book),
        "differences": [] if first else told(edition_before(book).document, book.document),
        "first": first,
        "may_withdraw": ahead and viewer().may(Permission.RULEBOOK_APPROVE),
        **({"form": ReasonForm(None)} if with_form else {}),
    }
