"""POST to a talk with a head: invitation, minutes, acknowledgement, the review of a goal (C-03)."""

from flask import Response, flash, request, url_for

from models.clock import now
from models.conduct import actions
from models.conduct.tables import HeadTalk
from models.conduct.words import GoalOutcome
from models.errors import Invalid
from portal.department_files.blueprint import blueprint
from portal.department_files.forms import AcknowledgementForm, InvitationForm, MinutesForm, ReviewForm
from portal.department_files.talk import TEMPLATE, named_apart, or_404, screen
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import rejected, respond
from web.language import _


@blueprint.post("/talks/<int:talk_id>/invitation")
@anyone
@commits
def invite(talk_id: int) -> Response:
    found, form = or_404(talk_id), InvitationForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, invitation=form))
    try:
        actions.invite_to_talk(found, form.draft(), by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(found, invitation=form))
    flash(_("The head is invited."), "good")
    return _back(found)


@blueprint.post("/talks/<int:talk_id>/minutes")
@anyone
@commits
def minutes(talk_id: int) -> Response:
    found, form = or_404(talk_id), MinutesForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, minutes=form))
    try:
        actions.write_minutes(found, form.draft(), by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(found, minutes=form))
    flash(_("The minutes are kept; the head is told to read them."), "good")
    return _back(found)


@blueprint.post("/talks/<int:talk_id>/acknowledgement")
@anyone
@commits
def acknowledge(talk_id: int) -> Response:
    found, form = or_404(talk_id), AcknowledgementForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, acknowledgement=form))
    actions.acknowledge_talk(found, form.remark.data or "", by=viewer(), now=now())
    flash(_("You have acknowledged the minutes."), "good")
    return _back(found)


@blueprint.post("/talks/<int:talk_id>/goals/<int:goal_id>/review")
@anyone
@commits
def review(talk_id: int, goal_id: int) -> Response:
    found, form = or_404(talk_id), named_apart(ReviewForm(request.form), goal_id)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, reviews={goal_id: form}))
    outcome = GoalOutcome(form.outcome.data)
    try:
        actions.review_goal(found, goal_id, outcome, form.result.data or "", by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(found, reviews={goal_id: form}))
    flash(_("Written down."), "good")
    return _back(found)


def _back(found: HeadTalk) -> Response:
    return respond(redirect=url_for("department_files.talk", talk_id=found.id))
