"""The pages of a survey: one question, the thanks, and why a link can no longer be answered."""

from typing import Any

from flask import Response, request

from models.clock import now
from models.revisits.queries import FollowUp, Told, follow_up, of_invitation
from models.revisits.rules import Verdict, read, verdict
from models.revisits.tables import Revisit
from models.rulebook.queries import rules_at, rules_of
from models.surveys.queries import answers_of
from models.surveys.rules.answers import Answer, Answers
from models.surveys.rules.screens import Screen, complete, next_screen
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState
from survey.answer.link import address
from survey.hours import hotline_hours
from web.fragments import is_fragment_request, page, respond
from web.language import current_language
from web.language.dates import short_day

THANKS = "survey/answer/_thanks.html"


def question_page(
    invitation: Invitation,
    token: str,
    shown: Screen,
    *,
    answer: Answer | None = None,
    preselected: int | None = None,
    error: str = "",
    typed: str | None = None,
    status: int = 200,
) -> Response:
    """The page of one question, with what was answered before, or typed just now and refused."""
    return _screen(
        "survey/answer/_question.html",
        status=status,
        **_question(invitation, token, shown),
        answer=answer or Answer(),
        preselected=preselected,
        error=error,
        typed=typed,
    )


def after_step(invitation: Invitation, token: str, answers: Answers, *, after: str) -> Response:
    """Where an answer leads: the next question, or the thanks. htmx gets the screen at once."""
    following = next_screen(invitation.version.content, answers, after=after)
    if following is None:
        target = address("end", token)
        answered = respond(THANKS, redirect=target, **_thanks(invitation, token))
    else:
        target = address("question", token, code=following.question.code)
        answered = respond(
            "survey/answer/_question.html",
            redirect=target,
            **_question(invitation, token, following),
            answer=answers.get(following.question.code, Answer()),
            preselected=None,
            error="",
            typed=None,
        )
    answered.headers["HX-Push-Url"] = target
    return _private(answered)


def thanks_page(invitation: Invitation, token: str) -> Response:
    """The end: what happens with the answer, who will call and by when (R-04)."""
    return _screen(THANKS, **_thanks(invitation, token))


def closed_page(invitation: Invitation, *, typed: str = "") -> Response:
    """Why this link can no longer be answered, and what to do instead. 410, as the link is gone."""
    return _screen(
        "survey/answer/_closed.html",
        status=410,
        document=invitation.version.content,
        withdrawn=invitation.state is InvitationState.WITHDRAWN,
        closes_at=invitation.closes_at,
        typed=typed,
        revisit=of_invitation(invitation),
        campaign=invitation.campaign_id is not None,
    )


def finished(invitation: Invitation) -> bool:
    """Whether every question on the way has its answer."""
    if invitation.response is None:
        return False
    return complete(invitation.version.content, answers_of(invitation.response))


def _screen(region: str, *, status: int = 200, **context: Any) -> Response:
    """A region alone for htmx that sent a form, else on its page."""
    if is_fragment_request() and request.method == "POST":
        return _private(respond(region, redirect=request.full_path, status=status, **context))
    hours = hotline_hours(rules_at(now()))
    return _private(
        page("survey/answer/page.html", status=status, region=region, service_hours=hours, **context)
    )


def _question(invitation: Invitation, token: str, shown: Screen) -> dict[str, Any]:
    revisit = of_invitation(invitation)
    answered_at = revisit.case.answered_at if revisit else None
    return {
        "document": invitation.version.content,
        "screen": shown,
        "action": address("save_answer", token, code=shown.question.code),
        "back": address("question", token, code=shown.back) if shown.back else None,
        "revisit": revisit,
        "answered_on": short_day(answered_at, current_language()) if answered_at else "",
        "anonymous": invitation.blurred_to is not None,
    }


def _thanks(invitation: Invitation, token: str) -> dict[str, Any]:
    document = invitation.version.content
    revisit = of_invitation(invitation)
    first = document.questions[0].code
    may_change = not invitation.over(now()) and invitation.state is not InvitationState.WITHDRAWN
    return {
        "document": document,
        "revisit": revisit,
        "follow": follow_up(revisit) if revisit else FollowUp(Told.THANKS),
        "glad": _glad(invitation, revisit),
        "change": address("question", token, code=first) if may_change else None,
        "closes_at": invitation.closes_at,
        "campaign": invitation.campaign_id is not None,
        "anonymous": invitation.blurred_to is not None,
    }


def _glad(invitation: Invitation, revisit: Revisit | None) -> bool:
    """Whether the customer is content, so that the page may be glad."""
    reading = read(answers_of(invitation.response))
    if reading is None or revisit is None:
        return False
    return verdict(reading, rules_of(revisit.case.rulebook_id)) is Verdict.SATISFIED


def _private(answer: Response) -> Response:
    """Keeps a page with a secret in its address out of search engines."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
