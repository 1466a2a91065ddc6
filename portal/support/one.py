"""GET /portal/support/<id>, and what is done with it: an answer, taking it back (H-10)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.cases.queries import Filters
from models.clock import local_day, now
from models.errors import Invalid, NotAllowed
from models.support import actions, queries
from models.support.rules import may_answer, may_end_relief
from models.support.tables import SupportRequest
from models.support.words import SupportKind
from portal.cases.lists import rows as case_rows
from portal.support.blueprint import blueprint
from portal.support.due import row
from portal.support.forms import ACCEPTED, AnswerForm
from portal.trail.story import story
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _
from web.language.filters import named

TEMPLATE = "portal/support/show.html"
CASES_SHOWN = 30


@blueprint.get("/<int:request_id>")
@anyone
def show(request_id: int) -> ResponseReturnValue:
    """A request, to who asked it and to those whom it has reached."""
    found = _or_404(request_id)
    form = _form(found) if may_answer(found, viewer()) else None
    return page(TEMPLATE, form=form, **_screen(found))


@blueprint.post("/<int:request_id>/answer")
@anyone
@commits
def answer(request_id: int) -> Response:
    found = queries.held(_or_404(request_id))
    if not may_answer(found, viewer()) and found.open:
        raise NotAllowed("support")
    form = _form(found, typed=True)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found))
    accepted = form.verdict.data == ACCEPTED
    try:
        actions.answer_request(
            found,
            accepted=accepted,
            answer=form.answer.data or "",
            second=form.second,
            relieved_until=form.relieved_until.data,
            by=viewer(),
            now=now(),
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(found))
    name = named(found.by)
    said = _("Accepted; %(name)s is told.", name=name)
    flash(said if accepted else _("Declined; %(name)s is told.", name=name), "good")
    return respond(redirect=url_for("support.show", request_id=found.id))


@blueprint.post("/<int:request_id>/withdrawal")
@anyone
@commits
def withdraw(request_id: int) -> Response:
    found = queries.held(_or_404(request_id))
    actions.withdraw_request(found, by=viewer(), now=now())
    flash(_("Your request is taken back."), "good")
    return respond(redirect=url_for("support.index"))


@blueprint.post("/<int:request_id>/relief-end")
@anyone
@commits
def end_relief(request_id: int) -> Response:
    """Cases are given to the person again."""
    found = queries.held(_or_404(request_id))
    actions.end_relief(found, by=viewer(), now=now())
    flash(_("The relief is over; %(name)s is given cases again.", name=named(found.by)), "good")
    return respond(redirect=url_for("support.show", request_id=found.id))


def _or_404(request_id: int) -> SupportRequest:
    return queries.find(viewer(), request_id) or abort(404)


def _form(found: SupportRequest, *, typed: bool = False) -> AnswerForm:
    form = AnswerForm(request.form if typed else None)
    form.prepare(found, found.case, viewer())
    return form


def _screen(found: SupportRequest) -> dict[str, Any]:
    by, at = viewer(), now()
    mine = found.by_id == by.id
    open_case = cases.find(by, found.case.number) if found.case else None
    handed = not mine and found.kind is SupportKind.RELIEF
    wanted = Filters(owner_id=found.by_id, open_only=True)
    theirs = cases.listing(by, wanted, now=at, size=CASES_SHOWN).rows if handed else []
    return {
        "row": row(found, at),
        "found": found,
        "mine": mine,
        "open_case": open_case,
        "theirs": case_rows(theirs, at),
        "story": story(found.audit_name),
        "relieves": found.relieves_on(local_day(at)),
        "ends_relief": may_end_relief(found, by),
        "longest": queries.longest_relief(at) if found.open else None,
    }
