"""Calling somebody for a survey: taking the call, the number, the answers, or how it failed (R-02, X-03)."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.campaigns import actions
from models.campaigns.tables import CampaignMember
from models.campaigns.words import MemberState
from models.clock import now
from models.db import db
from models.errors import Invalid, WrongState
from models.permissions import Permission
from models.revisits.words import CallOutcome
from models.surveys.actions import save, settle
from models.surveys.queries import all_answers_of
from models.surveys.rules.screens import path
from portal.revisits.blueprint import blueprint
from portal.revisits.forms import NOTE, AttemptForm
from portal.revisits.spoken import Spoken, read
from portal.revisits.steps import OVERTAKEN
from portal.revisits.surveys.screen import PAGE, member_or_404, screen
from web.access import needs, viewer
from web.commit import commits
from web.forms import cleaned
from web.fragments import is_fragment_request, page, rejected, respond
from web.language import _
from web.language.filters import moment

CALL = "portal/revisits/surveys/_call.html"
REGIONS = (CALL, "portal/_navigation.html")


@blueprint.get("/surveys/<int:member_id>")
@needs(Permission.REVISIT_CALL)
def survey_show(member_id: int) -> ResponseReturnValue:
    """The call screen."""
    return page(PAGE, **screen(member_or_404(member_id), viewer(), now()))


@blueprint.post("/surveys/<int:member_id>/call")
@needs(Permission.REVISIT_CALL)
@commits
def survey_take(member_id: int) -> ResponseReturnValue:
    """Takes the call. Of two who press at once one gets it, the other sees who has it."""
    try:
        actions.claim_call(member_or_404(member_id), by=viewer(), now=now())
    except WrongState:
        return _overtaken(member_id)
    return _here(member_id)


@blueprint.post("/surveys/<int:member_id>/release")
@needs(Permission.REVISIT_CALL)
@commits
def survey_release(member_id: int) -> ResponseReturnValue:
    """Gives the call back to the list."""
    try:
        actions.release_call(member_or_404(member_id), by=viewer(), now=now())
    except WrongState:
        return _overtaken(member_id)
    flash(_("The call is back on the list."), "info")
    return respond(redirect=url_for("revisits.surveys"))


@blueprint.post("/surveys/<int:member_id>/number")
@needs(Permission.REVISIT_CALL)
@commits
def survey_number(member_id: int) -> ResponseReturnValue:
    """The whole number; looking at it is recorded (X-03)."""
    member = member_or_404(member_id)
    try:
        phone = actions.show_number(member, by=viewer(), now=now())
    except WrongState:
        return _overtaken(member_id)
    shown = screen(member, viewer(), now(), phone=phone)
    if is_fragment_request():
        return respond("portal/revisits/_number.html", redirect="", **shown)
    return page(PAGE, **shown)


@blueprint.post("/surveys/<int:member_id>/draft")
@needs(Permission.REVISIT_CALL)
@commits
def survey_draft(member_id: int) -> ResponseReturnValue:
    """Keeps what was entered so far, and answers the questions that are to be asked now."""
    member, by, at = member_or_404(member_id), viewer(), now()
    invitation = member.invitation
    assert invitation is not None
    document = invitation.version.content
    spoken = read(document, request.form, final=False)
    try:
        actions.claim_call(member, by=by, now=at)
        for question in path(document, spoken.answers):
            answer = spoken.answers.get(question.code)
            if answer is not None and not answer.passed_over:
                save(invitation, question, answer, now=at, caller=by, begun=member.claimed_at)
        if invitation.response is not None:
            settle(invitation.response.id, document, all_answers_of(invitation.response))
    except WrongState:
        if member.state is MemberState.ANSWERED:  # the form itself was sent a moment earlier
            return make_response("", 204)
        return _overtaken(member_id, spoken)
    if not is_fragment_request():
        return _here(member_id)
    return make_response(
        render_template("portal/revisits/_questions.html", **screen(member, by, at, spoken=spoken))
    )


@blueprint.post("/surveys/<int:member_id>/answers")
@needs(Permission.REVISIT_CALL)
@commits
def survey_answer(member_id: int) -> ResponseReturnValue:
    """Keeps what was answered."""
    member, by, at = member_or_404(member_id), viewer(), now()
    assert member.invitation is not None
    spoken = read(member.invitation.version.content, request.form, final=True)
    if spoken.faults:
        return _refused(member, spoken)
    text = cleaned(request.form.get("text", ""))[:NOTE]
    try:
        actions.finish_call(member, spoken.answers, text=text, by=by, now=at)
    except WrongState:
        return _overtaken(member_id, spoken)
    flash(_("Kept. Thank you for calling."), "good")
    return respond(redirect=url_for("revisits.surveys"))


@blueprint.post("/surveys/<int:member_id>/attempt")
@needs(Permission.REVISIT_CALL)
@commits
def survey_attempt(member_id: int) -> ResponseReturnValue:
    """Writes down a call without an answer, and says when it is tried again."""
    member, by, at = member_or_404(member_id), viewer(), now()
    form = AttemptForm()
    if not form.validate():
        return _again(member, form)
    try:
        made = actions.note_call(
            member,
            CallOutcome(form.outcome.data),
            text=form.text.data or "",
            again_at=form.again_at.data,
            by=by,
            now=at,
        )
    except Invalid as refused:
        db.session.rollback()
        form.blame(refused)
        return _again(member_or_404(member_id), form)
    except WrongState:
        return _overtaken(member_id)
    if made.again_at is not None:
        flash(_("Written down. It comes up again: %(when)s.", when=moment(made.again_at)), "good")
    elif made.outcome is CallOutcome.DO_NOT_CONTACT:
        flash(_("Written down. This customer is not asked about any case any more."), "good")
    else:
        flash(_("Written down. Nobody calls about this any more."), "good")
    return respond(redirect=url_for("revisits.surveys"))


def _here(member_id: int) -> Response:
    db.session.flush()
    shown = screen(member_or_404(member_id), viewer(), now())
    return respond(*REGIONS, redirect=url_for("revisits.survey_show", member_id=member_id), **shown)


def _refused(member: CampaignMember, spoken: Spoken) -> Response:
    shown = screen(member, viewer(), now(), spoken=spoken)
    if is_fragment_request():
        return respond(CALL, redirect="", status=422, **shown)
    return page(PAGE, status=422, **shown)


def _again(member: CampaignMember, form: AttemptForm) -> Response:
    template = "portal/revisits/_attempt.html" if is_fragment_request() else PAGE
    return rejected(template, form, **screen(member, viewer(), now(), attempt=form))


def _overtaken(member_id: int, spoken: Spoken | None = None) -> Response:
    """Somebody has the call, or it is over: shows who and what, with all that was entered."""
    db.session.rollback()
    shown = screen(member_or_404(member_id), viewer(), now(), spoken=spoken, overtaken=True)
    if is_fragment_request():
        return respond(CALL, redirect="", status=OVERTAKEN, **shown)
    return page(PAGE, status=OVERTAKEN, **shown)
