"""The addresses of a survey. Only a sent form counts as an answer: opening a link never does (S-04)."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from models.campaigns.queries import holder_of
from models.clock import now
from models.errors import Invalid
from models.revisits.actions import take_answer
from models.surveys.actions import complete, keep, save, settle
from models.surveys.document import FivePoint
from models.surveys.rules import screens
from models.surveys.rules.answers import answer_of, so_far
from models.surveys.words import InvitationState
from survey.answer.blueprint import blueprint
from survey.answer.link import STEPS_A_MINUTE, address, invited, rating, sit_down, spelt_alike
from survey.answer.page import (
    after_step,
    answered_to_the_end,
    closed_page,
    question_page,
    question_page_with,
    thanks_page,
)
from web.access import public
from web.commit import commits
from web.extensions import limiter
from web.questions import FIELD, complaint, given


@blueprint.get("/<token>")
@public
def start(token: str) -> ResponseReturnValue:
    """Where the answer stands: its first open question, or the thanks. A point from a mail is preselected."""
    sitting = sit_down(token)
    document, answers = sitting.document, sitting.answers
    if not sitting.open(now()):
        invitation = invited(token)
        if answered_to_the_end(invitation):
            return thanks_page(invitation, token)
        withdrawn = sitting.state is InvitationState.WITHDRAWN
        if withdrawn and holder_of(invitation).unwilling_since is not None:
            return redirect(address("wish", token), code=303)
        return closed_page(invitation)
    point = rating()
    if point is not None and isinstance(document.questions[0], FivePoint):
        first = screens.screen(document, answers, document.questions[0].code)
        if first is not None:
            return question_page_with(sitting, token, first, preselected=point)
    shown = screens.next_screen(document, answers)
    return thanks_page(invited(token), token) if shown is None else question_page(sitting, token, shown)


@blueprint.get("/<token>/q/<code>")
@public
def question(token: str, code: str) -> ResponseReturnValue:
    """One question with its answer so far: where Back leads. Off the way, it leads to the start."""
    sitting = sit_down(token)
    shown = screens.screen(sitting.document, sitting.answers, code)
    if shown is None or not sitting.open(now()):
        return redirect(address("start", token), code=303)
    return question_page(sitting, token, shown, sitting.answers.get(code))


@blueprint.post("/<token>/q/<code>")
@public
@limiter.limit(STEPS_A_MINUTE, key_func=spelt_alike)
@commits
def save_answer(token: str, code: str) -> ResponseReturnValue:
    """Keeps one answer and goes on; the last one is carried to the case. Sent twice, it is kept once."""
    sitting = sit_down(token)
    if not sitting.open(now()):
        return closed_page(invited(token), typed=request.form.get(FIELD, ""))
    shown = screens.screen(sitting.document, sitting.answers, code)
    if shown is None:
        return redirect(address("start", token), code=303)
    sent = given(shown.question, request.form)
    try:
        answer = answer_of(shown.question, sent)
    except Invalid as refused:
        return question_page_with(
            sitting,
            token,
            shown,
            answer=so_far(shown.question, sent),
            error=complaint(shown.question, refused.why),
            typed=request.form.get(FIELD, ""),
            status=422,
        )
    answers = {**sitting.answers, code: answer}
    last = screens.next_screen(sitting.document, answers, after=code) is None
    if sitting.response_id is not None and not last:
        kept = sitting.response_id
        keep(kept, shown.question, answer, now=now(), blurred_to=sitting.blurred_to)
    else:
        invitation = invited(token)
        kept = save(invitation, shown.question, answer, now=now()).id
        if last:
            complete(invitation, answers, now=now())
            take_answer(invitation, now=now())
    if not last and screens.off_way(sitting.document, answers) != sitting.off_way:
        settle(kept, sitting.document, answers)
    return after_step(sitting, token, answers, after=code)


@blueprint.get("/<token>/end")
@public
def end(token: str) -> ResponseReturnValue:
    """The thanks, for who has answered everything."""
    sit_down(token)
    invitation = invited(token)
    if not answered_to_the_end(invitation):
        return redirect(address("start", token), code=303)
    return thanks_page(invitation, token)
