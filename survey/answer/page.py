"""The pages of a survey: one question, the thanks, and why a link can no longer be answered."""

from typing import Any
from urllib.parse import quote

from flask import Response, make_response, request

from models.campaigns.queries import holder_of
from models.clock import now
from models.revisits.queries import About, FollowUp, Sitting, Told, follow_up, of_invitation
from models.revisits.rules import Verdict, read, verdict
from models.revisits.tables import Revisit
from models.rulebook.queries import rules_at, rules_of
from models.surveys.queries import answers_of
from models.surveys.rules.answers import Answer, Answers
from models.surveys.rules.screens import Screen, complete, next_screen
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState
from survey.answer.drawn import blank, filled
from survey.answer.link import address, invited
from survey.hours import hotline_hours
from web.fragments import finished, is_fragment_request, page, respond, see_other
from web.language import asked_language, current_language
from web.language.dates import short_day

QUESTION = "survey/answer/_question.html"
THANKS = "survey/answer/_thanks.html"
PLAIN: dict[str, Any] = {"answer": Answer(), "preselected": None, "error": "", "typed": None}
"""A question as it is first met: nothing chosen, nothing wrong."""


def question_page(sitting: Sitting, token: str, shown: Screen, answer: Answer | None = None) -> Response:
    """The page of one question, with what was answered before."""
    if answer is None and request.args.keys() <= {"lang"}:
        return _private(finished(make_response(_drawn(sitting, token, shown))))
    return _screen(QUESTION, **_question(sitting, token, shown), **PLAIN | {"answer": answer or Answer()})


def question_page_with(
    sitting: Sitting,
    token: str,
    shown: Screen,
    *,
    preselected: int | None = None,
    answer: Answer | None = None,
    error: str = "",
    typed: str | None = None,
    status: int = 200,
) -> Response:
    """The page of one question with a point chosen beforehand, or with what was given and refused."""
    said = {"answer": answer or Answer(), "preselected": preselected, "error": error, "typed": typed}
    return _screen(QUESTION, status=status, **_question(sitting, token, shown), **said)


def after_step(sitting: Sitting, token: str, answers: Answers, *, after: str) -> Response:
    """Where an answer leads: the next question, or the thanks. htmx gets the screen at once."""
    following = next_screen(sitting.document, answers, after=after)
    if following is None:
        target = address("end", token)
        answered = respond(THANKS, redirect=target, **_thanks(invited(token), token))
    else:
        target = address("question", token, code=following.question.code)
        before = answers.get(following.question.code)
        if not is_fragment_request():
            answered = finished(see_other(target))
        elif before is None:
            answered = finished(make_response(_drawn(sitting, token, following, fragment=True)))
        else:
            context = _question(sitting, token, following) | PLAIN | {"answer": before}
            answered = respond(QUESTION, redirect=target, **context)
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


def answered_to_the_end(invitation: Invitation) -> bool:
    """Whether every question on the way has its answer."""
    if invitation.response is None:
        return False
    return complete(invitation.version.content, answers_of(invitation.response))


def _screen(region: str, *, status: int = 200, **context: Any) -> Response:
    """A region alone for htmx that sent a form, else on its page."""
    if is_fragment_request() and request.method == "POST":
        return _private(respond(region, redirect=request.full_path, status=status, **context))
    return _private(_whole(region, status=status, **context))


def _whole(region: str, *, status: int = 200, **context: Any) -> Response:
    hours = hotline_hours(rules_at(now()))
    return page("survey/answer/page.html", status=status, region=region, service_hours=hours, **context)


def _drawn(sitting: Sitting, token: str, shown: Screen, *, fragment: bool = False) -> str:
    """A question as it is first met, as a page or as a region for htmx."""
    about = sitting.about
    day = _day_of(about)

    def draw() -> str:
        hidden = about and About(blank("number"), blank("title"), about.answered_at, about.again)
        context = _question(sitting, blank("token"), shown) | PLAIN
        context |= {"about": hidden, "answered_on": day and blank("day")}
        if fragment:
            return respond(QUESTION, redirect="", **context).get_data(as_text=True)
        return _whole(QUESTION, **context).get_data(as_text=True)

    looks = (shown.question.code, shown.at, shown.of, shown.back, sitting.rulebook, fragment)
    speaks = (current_language(), asked_language())
    values = {"token": quote(token), "number": "", "title": "", "day": day}
    if about is not None:
        values |= {"number": about.number, "title": about.title}
    anonymous = sitting.blurred_to is not None
    kind = (about is not None, about is not None and about.again, bool(day), anonymous, sitting.personal)
    return filled((looks, speaks, kind), sitting.document, draw, values)


def _question(sitting: Sitting, token: str, shown: Screen) -> dict[str, Any]:
    return {
        "document": sitting.document,
        "screen": shown,
        "action": address("save_answer", token, code=shown.question.code),
        "back": address("question", token, code=shown.back) if shown.back else None,
        "about": sitting.about,
        "answered_on": _day_of(sitting.about),
        "anonymous": sitting.blurred_to is not None,
        "wish": address("wish", token) if sitting.personal and shown.at == 1 else None,
    }


def _day_of(about: About | None) -> str:
    return short_day(about.answered_at, current_language()) if about and about.answered_at else ""


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
        "holder": holder_of(invitation),
        "wish": address("wish", token),
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
