"""The addresses of open surveys. Only a sent answer makes a visitor: looking leaves nothing (S-04)."""

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RequestLimit

from models.campaigns.actions import admit
from models.campaigns.queries import open_with_code
from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignState
from models.clock import now
from models.errors import Expired, Invalid, WrongState
from models.revisits.queries import Sitting
from models.rulebook.queries import rulebook_at, rules_at
from models.surveys.actions import complete, save
from models.surveys.rules import screens
from models.surveys.rules.answers import Answer, answer_of, so_far
from models.surveys.words import Reach
from survey.answer.page import after_step
from survey.hours import hotline_hours
from survey.open.visit import locator_of, new_seat, remember, returning, token_of
from web.access import public
from web.commit import commits
from web.extensions import limiter
from web.fragments import page
from web.language import _, asked_language, current_language
from web.language.filters import named
from web.questions import FIELD, complaint, given

blueprint = Blueprint("open", __name__, url_prefix="/q")

VISITORS = "60 per hour; 200 per day"
"""How many new answers may come from one network: a store's guests share one, a robot has one too."""
QR = "qr"


def _began(answer: Response) -> bool:
    return answer.status_code in (200, 303)


def _too_many(_limit: RequestLimit) -> Response:
    """Somebody was quicker many times over from the same network: nothing is lost but a tap."""
    campaign = _campaign_or_404(str((request.view_args or {}).get("code", "")))
    return _first(
        campaign, error=_("Too many answers came from your network. Please try again in an hour."), status=429
    )


@blueprint.get("/<code>")
@public
def start(code: str) -> ResponseReturnValue:
    """The first question, or one's own answer again. `?by=qr` says that it was the code on a poster."""
    campaign = _campaign_or_404(code)
    token = returning(campaign)
    if token is not None:
        return redirect(url_for("answer.start", token=token, lang=asked_language()), code=303)
    return _first(campaign) if campaign.takes_answers(now()) else _closed(campaign)


@blueprint.post("/<code>")
@public
@limiter.limit(VISITORS, deduct_when=_began, on_breach=_too_many)
@commits
def begin(code: str) -> ResponseReturnValue:
    """Keeps the first answer, and goes on as with any invitation. Sent twice, it is one visitor."""
    campaign = _campaign_or_404(code)
    if not campaign.takes_answers(now()):
        return _closed(campaign)
    locator = locator_of(campaign, request.args.get("seat", ""))
    assert campaign.version is not None
    shown = screens.next_screen(campaign.version.content, {})
    if shown is None:
        abort(404)
    sent = given(shown.question, request.form)
    try:
        answer = answer_of(shown.question, sent)
    except Invalid as refused:
        return _first(
            campaign,
            so_far(shown.question, sent),
            error=complaint(shown.question, refused.why),
            typed=request.form.get(FIELD, ""),
            status=422,
        )
    reach = Reach.QR if request.args.get("by") == QR else Reach.OPEN_LINK
    try:
        invitation = admit(campaign, locator, language=current_language().value, reach=reach, now=now())
    except (Expired, WrongState):
        return _closed(campaign)
    save(invitation, shown.question, answer, now=now())
    answers = {shown.question.code: answer}
    if screens.next_screen(campaign.version.content, answers, after=shown.question.code) is None:
        complete(invitation, answers, now=now())
    token = token_of(invitation)
    sitting = Sitting(
        language=invitation.language,
        state=invitation.state,
        closes_at=invitation.closes_at,
        document=campaign.version.content,
        response_id=None,
        answers=answers,
        about=None,
        rulebook=rulebook_at(now()).fingerprint,
        blurred_to=invitation.blurred_to,
    )
    went_on = after_step(sitting, token, answers, after=shown.question.code)
    return remember(went_on, campaign, token, now=now())


def _campaign_or_404(code: str) -> Campaign:
    """An open survey that was started at some time; one that is being written is nobody's to see."""
    campaign = open_with_code(code[:20].upper())
    if campaign is None or campaign.state is CampaignState.DRAFT:
        abort(404)
    return campaign


def _first(
    campaign: Campaign,
    answer: Answer | None = None,
    *,
    error: str = "",
    typed: str | None = None,
    status: int = 200,
) -> Response:
    """The first question, with what the survey is about and what is kept."""
    assert campaign.version is not None
    document = campaign.version.content
    shown = screens.next_screen(document, {})
    if shown is None:
        abort(404)
    by = QR if request.args.get("by") == QR else None
    seat = request.args.get("seat") if request.method == "POST" else None
    action = url_for(
        "open.begin", code=campaign.code, seat=seat or new_seat(campaign), by=by, lang=asked_language()
    )
    english = current_language().value == "en"
    drawn = page(
        "survey/open/page.html",
        status=status,
        region="survey/answer/_question.html",
        document=document,
        screen=shown,
        action=action,
        back=None,
        wish=None,
        about=None,
        answered_on="",
        answer=answer or Answer(),
        preselected=None,
        error=error,
        typed=typed,
        title=named(campaign),
        words=(campaign.words_en or campaign.words_zh) if english else campaign.words_zh,
        anonymous=campaign.anonymous,
        service_hours=hotline_hours(rules_at(now())),
    )
    drawn.headers["Cache-Control"] = "private, no-store"
    return drawn


def _closed(campaign: Campaign) -> Response:
    """Why it cannot be answered: not yet, not at the moment, or not any more."""
    moment = now()
    early = campaign.state is CampaignState.RUNNING and campaign.opens_at and campaign.opens_at > moment
    paused = campaign.state is CampaignState.PAUSED and (campaign.closes_at or moment) > moment
    answer = page(
        "survey/open/closed.html",
        status=200 if early else 503 if paused else 410,
        campaign=campaign,
        early=early,
        paused=paused,
        service_hours=hotline_hours(rules_at(moment)),
    )
    return make_response(answer)
