"""GET and POST .../items/<id>: minutes of an item; the signature; a decision is carried out (M-01)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.accountability.queries import find as find_matter
from models.bodies import actions, queries
from models.bodies.actions.carry_out import OUTCOMES
from models.bodies.rules.measures import read_from
from models.bodies.rules.steps import MeetingStep, meeting_steps
from models.bodies.tables import AgendaItem, BodyMeeting
from models.bodies.words import HEARINGS, SessionState
from models.clock import local_day, now
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.papers.document import NoticeFacts
from portal.bodies.about import abouts
from portal.bodies.blueprint import blueprint, meeting_or_404
from portal.bodies.item_form import item_form
from portal.bodies.meeting import TEMPLATE, done, screen
from portal.matters.letters import hearing_of
from web.access import anyone, viewer
from web.commit import commits
from web.errors.reasons import sentence_for_fault, sentence_for_refusal
from web.forms import VersionForm
from web.fragments import page, rejected, respond
from web.language import _

ITEM = "portal/bodies/item.html"


@blueprint.get("/meetings/<number>/items/<int:item_id>")
@anyone
def item(number: str, item_id: int) -> ResponseReturnValue:
    """The minutes of one item, to be written by who keeps them."""
    found = meeting_or_404(number)
    each = _item_or_404(found, item_id)
    return page(ITEM, form=_form(found, each), **_around(found, each))


@blueprint.post("/meetings/<number>/items/<int:item_id>")
@anyone
@commits
def write_item(number: str, item_id: int) -> Response:
    found = meeting_or_404(number)
    each = _item_or_404(found, item_id)
    form = _form(found, each, typed=request.form)
    if not form.validate():
        return rejected(ITEM, form, **_around(found, each))
    try:
        actions.write_item(found, each.id, form.minutes(), by=viewer(), now=now(), seen=form.version.version)
    except Invalid as fault:
        form.blame(fault)
        return rejected(ITEM, form, **_around(found, each))
    flash(_("Written down."), "good")
    following = next((row for row in queries.agenda_of(found) if row.outcome is None), None)
    if following is None:
        return respond(redirect=url_for("bodies.meeting", number=number))
    return respond(redirect=url_for("bodies.item", number=number, item_id=following.id))


@blueprint.post("/meetings/<number>/signature")
@anyone
@commits
def sign(number: str) -> Response:
    found, form = meeting_or_404(number), VersionForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, signature=form))
    actions.sign(found, by=viewer(), now=now(), seen=form.version.version)
    return done(found, _("Signed. The minutes are fixed, and the action items given."))


@blueprint.post("/meetings/<number>/items/<int:item_id>/execution")
@anyone
@commits
def carry_out(number: str, item_id: int) -> Response:
    """Carries the decision out; what the case or matter refuses is said, and nothing is changed."""
    found = meeting_or_404(number)
    each = _item_or_404(found, item_id)
    try:
        with db.session.begin_nested():
            actions.carry_out(found, each.id, by=viewer(), now=now(), paper=_paper(each))
    except (Invalid, NotAllowed) as refused:
        said = sentence_for_fault if isinstance(refused, Invalid) else sentence_for_refusal
        return _refused(number, said(refused.why))
    except WrongState:
        return _refused(number, _("This decision cannot be carried out as things stand."))
    return done(found, _("Carried out. The case or matter names the decision as its reason."))


def _refused(number: str, said: str) -> Response:
    db.session.expire_all()
    flash(said, "bad")
    return respond(redirect=url_for("bodies.meeting", number=number))


def _paper(each: AgendaItem) -> NoticeFacts | None:
    """What the person reads of an appeal that was heard."""
    if each.act not in HEARINGS:
        return None
    matter = find_matter(viewer(), each.about.partition(":")[2], local_day(now()))
    if matter is None or matter.proposal is None:
        return None
    return hearing_of(matter, OUTCOMES[each.act], each.decision, read_from(each.lighter), viewer())


def _form(found: BodyMeeting, each: AgendaItem, typed: Any = None) -> Any:
    steps = meeting_steps(found, viewer().id, None, ())
    if found.state is not SessionState.OPEN:
        raise WrongState("body_meeting", found.state.value)
    if MeetingStep.MINUTES not in steps:
        raise NotAllowed("body_meeting")
    return item_form(found, each, _barred(found, each), queries.tasks_of(found), typed)


def _barred(found: BodyMeeting, each: AgendaItem) -> frozenset[int]:
    people = {seat.staff_id for seat in found.seats}
    return queries.concerned_in(each, people, now())


def _around(found: BodyMeeting, each: AgendaItem) -> dict[str, Any]:
    barred = _barred(found, each)
    return {
        "meeting": found,
        "item": each,
        "about": abouts([each], viewer())[each.id],
        "barred": [seat.staff for seat in found.seats if seat.staff_id in barred and seat.present],
    }


def _item_or_404(found: BodyMeeting, item_id: int) -> AgendaItem:
    return next((each for each in queries.agenda_of(found) if each.id == item_id), None) or abort(404)
