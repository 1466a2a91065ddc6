"""Calling a customer: taking the call, the number, the answers, or how it failed (R-02, X-03)."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.db import db
from models.errors import Invalid, WrongState
from models.permissions import Permission
from models.revisits import actions, queries
from models.revisits.queries import Told
from models.revisits.tables import Revisit
from models.revisits.words import CallOutcome, RevisitState
from models.surveys.actions import save, settle
from models.surveys.queries import all_answers_of
from models.surveys.rules.screens import path
from portal.revisits.blueprint import blueprint
from portal.revisits.forms import NOTE, AttemptForm
from portal.revisits.screen import PAGE, revisit_or_404, screen
from portal.revisits.spoken import Spoken, read
from web.access import needs, viewer
from web.commit import commits
from web.errors import fault
from web.forms import cleaned
from web.fragments import is_fragment_request, page, rejected, respond
from web.language import _, lazy
from web.language.filters import moment, named

REGIONS = ("portal/revisits/_call.html", "portal/_navigation.html")
OVERTAKEN = 409

fault("late", lazy("This is after the end of the revisit. Please give an earlier moment."))


@blueprint.get("/<number>")
@needs(Permission.REVISIT_CALL)
def show(number: str) -> ResponseReturnValue:
    """The call screen of a case."""
    return page(PAGE, **screen(revisit_or_404(number), viewer(), now()))


@blueprint.post("/<number>/call")
@needs(Permission.REVISIT_CALL)
@commits
def take(number: str) -> ResponseReturnValue:
    """Takes the call. Of two who press at once one gets it, the other sees who has it."""
    revisit = revisit_or_404(number)
    try:
        actions.claim(revisit, by=viewer(), now=now())
    except WrongState:
        return _overtaken(number)
    return _here(number)


@blueprint.post("/<number>/release")
@needs(Permission.REVISIT_CALL)
@commits
def release(number: str) -> ResponseReturnValue:
    """Gives the call back to the list."""
    try:
        actions.release(revisit_or_404(number), by=viewer(), now=now())
    except WrongState:
        return _overtaken(number)
    flash(_("The call is back on the list."), "info")
    return respond(redirect=url_for("revisits.index"))


@blueprint.post("/<number>/number")
@needs(Permission.REVISIT_CALL)
@commits
def show_number(number: str) -> ResponseReturnValue:
    """The customer's whole number; looking at it is recorded (X-03)."""
    revisit = revisit_or_404(number)
    try:
        phone = actions.show_number(revisit, by=viewer(), now=now())
    except WrongState:
        return _overtaken(number)
    shown = screen(revisit, viewer(), now(), phone=phone)
    if is_fragment_request():
        return respond("portal/revisits/_number.html", redirect="", **shown)
    return page(PAGE, **shown)


@blueprint.post("/<number>/draft")
@needs(Permission.REVISIT_CALL)
@commits
def draft(number: str) -> ResponseReturnValue:
    """Keeps what was entered so far, and answers the questions that are to be asked now."""
    revisit, by, at = revisit_or_404(number), viewer(), now()
    invitation = revisit.invitation
    assert invitation is not None
    document = invitation.version.content
    spoken = read(document, request.form, final=False)
    try:
        actions.claim(revisit, by=by, now=at)
        for question in path(document, spoken.answers):
            answer = spoken.answers.get(question.code)
            if answer is not None and not answer.passed_over:
                save(invitation, question, answer, now=at, caller=by, begun=revisit.claimed_at)
        if invitation.response is not None:
            settle(invitation.response.id, document, all_answers_of(invitation.response))
    except WrongState:
        if revisit.state is not RevisitState.TO_CALL:  # the form itself was sent a moment earlier
            return make_response("", 204)
        return _overtaken(number, spoken)
    if not is_fragment_request():
        return _here(number)
    return make_response(
        render_template("portal/revisits/_questions.html", **screen(revisit, by, at, spoken=spoken))
    )


@blueprint.post("/<number>/answers")
@needs(Permission.REVISIT_CALL)
@commits
def answer(number: str) -> ResponseReturnValue:
    """Keeps the customer's answers and carries them to the case."""
    revisit, by, at = revisit_or_404(number), viewer(), now()
    assert revisit.invitation is not None
    spoken = read(revisit.invitation.version.content, request.form, final=True)
    if spoken.faults:
        return _refused(revisit, spoken)
    text = cleaned(request.form.get("text", ""))[:NOTE]
    try:
        actions.finish(revisit, spoken.answers, text=text, by=by, now=at)
        db.session.flush()
    except WrongState:
        return _overtaken(number, spoken)
    _tell(revisit_or_404(number))
    return respond(redirect=url_for("revisits.index"))


@blueprint.post("/<number>/attempt")
@needs(Permission.REVISIT_CALL)
@commits
def attempt(number: str) -> ResponseReturnValue:
    """Writes down a call without an answer, and says when it is tried again."""
    revisit, by, at = revisit_or_404(number), viewer(), now()
    form = AttemptForm()
    if not form.validate():
        return _again(revisit, form)
    try:
        made = actions.note(
            revisit,
            CallOutcome(form.outcome.data),
            text=form.text.data or "",
            again_at=form.again_at.data,
            by=by,
            now=at,
        )
    except Invalid as refused:
        db.session.rollback()
        form.blame(refused)
        return _again(revisit_or_404(number), form)
    except WrongState:
        return _overtaken(number)
    if made.again_at is not None:
        flash(_("Written down. It comes up again: %(when)s.", when=moment(made.again_at)), "good")
    elif made.outcome is CallOutcome.DO_NOT_CONTACT:
        flash(_("Written down. This customer is not asked about any case any more."), "good")
    else:
        flash(_("Written down. Nobody calls about this any more."), "good")
    return respond(redirect=url_for("revisits.index"))


def _tell(revisit: Revisit) -> None:
    """Says what the answer did to the case."""
    told = queries.follow_up(revisit)
    if told.told is Told.REOPENED:
        flash(
            _(
                "Kept. The case is handled again: %(who)s calls the customer by %(when)s.",
                who=named(told.owner or told.department),
                when=moment(told.call_by) if told.call_by else "",
            ),
            "warn",
        )
    else:
        flash(_("Kept. Thank you for calling."), "good")


def _here(number: str) -> Response:
    db.session.flush()
    revisit = revisit_or_404(number)
    return respond(
        *REGIONS, redirect=url_for("revisits.show", number=number), **screen(revisit, viewer(), now())
    )


def _refused(revisit: Revisit, spoken: Spoken) -> Response:
    shown = screen(revisit, viewer(), now(), spoken=spoken)
    if is_fragment_request():
        return respond("portal/revisits/_call.html", redirect="", status=422, **shown)
    return page(PAGE, status=422, **shown)


def _again(revisit: Revisit, form: AttemptForm) -> Response:
    template = "portal/revisits/_attempt.html" if is_fragment_request() else PAGE
    return rejected(template, form, **screen(revisit, viewer(), now(), attempt=form))


def _overtaken(number: str, spoken: Spoken | None = None) -> Response:
    """Somebody has the call, or it is over: shows who and what, with all that was entered."""
    db.session.rollback()
    shown = screen(revisit_or_404(number), viewer(), now(), spoken=spoken, overtaken=True)
    if is_fragment_request():
        return respond("portal/revisits/_call.html", redirect="", status=OVERTAKEN, **shown)
    return page(PAGE, status=OVERTAKEN, **shown)
