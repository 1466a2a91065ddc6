"""GET and POST /portal/bodies/<body>/meetings/new: a meeting is called, its agenda is there (M-01)."""

from datetime import timedelta
from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.bodies import actions, queries
from models.bodies.words import CONVENING, BodyKind
from models.clock import local, local_day, now
from models.errors import Invalid, NotAllowed
from models.rulebook.queries import rules_at
from portal.bodies.blueprint import blueprint, body_or_404
from portal.bodies.forms import MeetingForm
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

NEW = "portal/bodies/new.html"
AHEAD = timedelta(days=3)


@blueprint.get("/<body>/meetings/new")
@anyone
def new(body: str) -> ResponseReturnValue:
    """The form, for a working day soon, with what waits for the body."""
    kind = body_or_404(body)
    _may(kind)
    opens = rules_at(now()).calendar().next_open(now() + AHEAD)
    form = MeetingForm.fresh(local(opens).replace(hour=14, minute=0))
    return page(NEW, form=form, **_screen(kind))


@blueprint.post("/<body>/meetings/new")
@anyone
@commits
def create(body: str) -> Response:
    kind, form = body_or_404(body), MeetingForm(request.form)
    _may(kind)
    if not form.validate() or (draft := form.draft()) is None:
        return rejected(NEW, form, **_screen(kind))
    try:
        meeting = actions.call_meeting(kind, draft, by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(NEW, form, **_screen(kind))
    flash(_("Called. Everybody invited is told; what waits is on the agenda."), "good")
    return respond(redirect=url_for("bodies.meeting", number=meeting.number))


def _screen(kind: BodyKind) -> dict[str, Any]:
    waits = queries.waiting_for(kind, now())
    topics = {each.topic: 0 for each in waits}
    for each in waits:
        topics[each.topic] += 1
    return {"kind": kind, "topics": topics, "members": queries.members(kind, local_day(now()))}


def _may(kind: BodyKind) -> None:
    if queries.seat_of(viewer(), kind, local_day(now())) not in CONVENING:
        raise NotAllowed("body_meeting")
