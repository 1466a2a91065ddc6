"""The addresses of a survey. Only a sent form counts as an answer: opening a link never does (S-04)."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Expired, Invalid, WrongState
from models.revisits.actions import take_answer
from models.surveys.actions import complete, require_open, save
from models.surveys.document import FivePoint
from models.surveys.queries import answers_of
from models.surveys.rules import screens
from models.surveys.rules.answers import answer_of
from models.surveys.tables import Invitation
from survey.answer.link import address, invited, rating
from survey.answer.page import after_step, closed_page, finished, question_page, thanks_page
from web.access import public
from web.commit import commits
from web.extensions import limiter
from web.questions import FIELD, complaint, given

blueprint = Blueprint("answer", __name__, url_prefix="/s")
STEPS_A_MINUTE = "90 per minute"


def _token() -> str:
    return str((request.view_args or {}).get("token", ""))[:80]


@blueprint.get("/<token>")
@public
def start(token: str) -> ResponseReturnValue:
    """Where the answer stands: its first open question, or the thanks. A point from a mail is preselected."""
    invitation = invited(token)
    if not _open(invitation):
        return thanks_page(invitation, token) if finished(invitation) else closed_page(invitation)
    document = invitation.version.content
    answers = answers_of(invitation.response)
    point = rating()
    if point is not None and isinstance(document.questions[0], FivePoint):
        first = screens.screen(document, answers, document.questions[0].code)
        if first is not None:
            return question_page(invitation, token, first, preselected=point)
    shown = screens.next_screen(document, answers)
    return thanks_page(invitation, token) if shown is None else question_page(invitation, token, shown)


@blueprint.get("/<token>/q/<code>")
@public
def question(token: str, code: str) -> ResponseReturnValue:
    """One question with its answer so far: where Back leads. Off the way, it leads to the start."""
    invitation = invited(token)
    answers = answers_of(invitation.response)
    shown = screens.screen(invitation.version.content, answers, code)
    if shown is None or not _open(invitation):
        return redirect(address("start", token), code=303)
    return question_page(invitation, token, shown, answer=answers.get(code))


@blueprint.post("/<token>/q/<code>")
@public
@limiter.limit(STEPS_A_MINUTE, key_func=_token)
@commits
def save_answer(token: str, code: str) -> ResponseReturnValue:
    """Keeps one answer and goes on; the last one is carried to the case. Sent twice, it is kept once."""
    invitation = invited(token)
    if not _open(invitation):
        return closed_page(invitation, typed=request.form.get(FIELD, ""))
    document = invitation.version.content
    answers = answers_of(invitation.response)
    shown = screens.screen(document, answers, code)
    if shown is None:
        return redirect(address("start", token), code=303)
    try:
        answer = answer_of(shown.question, given(shown.question, request.form))
    except Invalid as refused:
        return question_page(
            invitation,
            token,
            shown,
            error=complaint(shown.question, refused.why),
            typed=request.form.get(FIELD, ""),
            status=422,
        )
    save(invitation, shown.question, answer, now=now())
    answers[code] = answer
    if screens.next_screen(document, answers, after=code) is None:
        complete(invitation, answers, now=now())
        take_answer(invitation, now=now())
    return after_step(invitation, token, answers, after=code)


@blueprint.get("/<token>/end")
@public
def end(token: str) -> ResponseReturnValue:
    """The thanks, for who has answered everything."""
    invitation = invited(token)
    if not finished(invitation):
        return redirect(address("start", token), code=303)
    return thanks_page(invitation, token)


def _open(invitation: Invitation) -> bool:
    try:
        require_open(invitation, now())
    except (Expired, WrongState):
        return False
    return True
