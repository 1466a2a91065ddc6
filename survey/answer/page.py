"""The pages of a survey: one question, the thanks, and why a link can no longer be answered."""

from typing import Any

from flask import Response

from models.clock import now
from models.revisits.queries import FollowUp, Told, follow_up, of_invitation
from models.revisits.rules import Verdict, read, verdict
from models.revisits.tables import Revisit
from models.rulebook.queries import rules_at, rules_of
from models.surveys.document import Document
from models.surveys.queries import answers_of
from models.surveys.rules.answers import Answer
from models.surveys.rules.screens import Screen, complete, next_screen
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState
from survey.answer.link import address
from survey.hours import hotline_hours
from web.fragments import page, respond

SCREEN = "survey/answer/_screen.html"


def question_page(
    invitation: Invitation,
    token: str,
    shown: Screen,
    *,
    answer: Answer | None = None,
    preselected: int | None = None,
    error: str = "",
    typed: str = "",
    status: int = 200,
) -> Response:
    """The page of one question, with what was answered before or typed just now."""
    context = _question(invitation, token, shown)
    return _private(
        page(
            "survey/answer/question.html",
            status=status,
            answer=answer or Answer(),
            preselected=preselected,
            error=error,
            typed=typed,
            service_hours=hotline_hours(rules_at(now())),
            **context,
        )
    )


def after_step(invitation: Invitation, token: str, document: Document, code: str) -> Response:
    """Where an answer leads: the next question, or the thanks. htmx gets the screen at once."""
    answers = answers_of(invitation.response)
    following = next_screen(document, answers, after=code)
    if following is None:
        target = address("end", token)
        answered = respond("survey/answer/_thanks.html", redirect=target, **_thanks(invitation, token, document))
    else:
        target = address("question", token, code=following.question.code)
        answered = respond(
            SCREEN,
            redirect=target,
            answer=answers.get(following.question.code, Answer()),
            preselected=None,
            error="",
            typed="",
            **_question(invitation, token, following, document),
        )
    answered.headers["HX-Push-Url"] = target
    return _private(answered)


def thanks_page(invitation: Invitation, token: str) -> Response:
    """The end: what happens with the answer, who will call and by when (R-04)."""
    document = invitation.version.content
    return _private(
        page(
            "survey/answer/thanks.html",
            service_hours=hotline_hours(rules_at(now())),
            **_thanks(invitation, token, document),
        )
    )


def closed_page(invitation: Invitation) -> Response:
    """Why this link can no longer be answered, and what to do instead. 410, as the link is gone."""
    withdrawn = invitation.state is InvitationState.WITHDRAWN
    return _private(
        page(
            "survey/answer/closed.html",
            status=410,
            withdrawn=withdrawn,
            title=invitation.version.content.title,
            closes_at=invitation.closes_at,
            revisit=of_invitation(invitation),
            service_hours=hotline_hours(rules_at(now())),
        )
    )


def finished(invitation: Invitation) -> bool:
    """Whether every question on the way has its answer."""
    if invitation.response is None:
        return False
    return complete(invitation.version.content, answers_of(invitation.response))


def _question(
    invitation: Invitation, token: str, shown: Screen, document: Document | None = None
) -> dict[str, Any]:
    return {
        "document": document or invitation.version.content,
        "screen": shown,
        "action": address("save_answer", token, code=shown.question.code),
        "back": address("question", token, code=shown.back) if shown.back else None,
        "revisit": of_invitation(invitation),
    }


def _thanks(invitation: Invitation, token: str, document: Document) -> dict[str, Any]:
    revisit = of_invitation(invitation)
    first = document.questions[0].code
    may_change = not invitation.over(now()) and invitation.state is not InvitationState.WITHDRAWN
    return {
        "document": document,
        "revisit": revisit,
        "follow": follow_up(revisit) if revisit else FollowUp(Told.THANKS),
        "content": _content(invitation, revisit),
        "change": address("question", token, code=first) if may_change else None,
        "closes_at": invitation.closes_at,
    }


def _content(invitation: Invitation, revisit: Revisit | None) -> bool:
    """Whether the customer is content, so that the page may be glad."""
    reading = read(answers_of(invitation.response))
    if reading is None or revisit is None:
        return False
    return verdict(reading, rules_of(revisit.case.rulebook_id)) is Verdict.SATISFIED


def _private(answer: Response) -> Response:
    """Keeps a page with a secret in its address out of search engines."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
