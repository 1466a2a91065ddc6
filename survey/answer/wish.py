"""`/s/<token>/wish`: please do not ask me again, and the way back from it (R-02, R-03).

Opening the page notes nothing: only its button does, as mail scanners open links (S-04).
"""

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from models.campaigns.actions import ask_again_after_all, ask_no_more
from models.campaigns.queries import holder_of
from models.clock import now
from models.rulebook.queries import rules_at
from models.surveys.words import InvitationState
from survey.answer.blueprint import blueprint
from survey.answer.link import STEPS_A_MINUTE, address, invited, sit_down, spelt_alike
from survey.hours import hotline_hours
from web.access import public
from web.commit import commits
from web.extensions import limiter
from web.fragments import page
from web.language import asked_language

STOP = "stop"
TAKEN_BACK = "taken-back"


@blueprint.get("/<token>/wish")
@public
def wish(token: str) -> ResponseReturnValue:
    """What the wish means, or that it was noted; for a link that leads to nobody, why it cannot be."""
    return _page(token)


@blueprint.post("/<token>/wish")
@public
@limiter.limit(STEPS_A_MINUTE, key_func=spelt_alike)
@commits
def save_wish(token: str) -> ResponseReturnValue:
    """Notes the wish, or takes it back. Sent twice, it is noted once. It outlasts the survey's window."""
    sit_down(token)
    invitation = invited(token)
    if holder_of(invitation).nobody is not None:
        return _page(token, status=409)
    if request.form.get("wish") == STOP:
        ask_no_more(invitation, now=now())
        return redirect(address("wish", token), code=303)
    ask_again_after_all(invitation, now=now())
    there = url_for("answer.wish", token=token, lang=asked_language(), after=TAKEN_BACK)
    return redirect(there, code=303)


def _page(token: str, *, status: int = 200) -> Response:
    sitting = sit_down(token)
    invitation = invited(token)
    holder = holder_of(invitation)
    answer = page(
        "survey/answer/wish.html",
        status=status,
        document=sitting.document,
        holder=holder,
        anonymous=sitting.blurred_to is not None,
        campaign=invitation.campaign_id is not None,
        done=invitation.state is InvitationState.COMPLETED,
        open=sitting.open(now()),
        taken_back=request.args.get("after") == TAKEN_BACK and holder.unwilling_since is None,
        action=address("wish", token),
        back=address("start", token),
        service_hours=hotline_hours(rules_at(now())),
    )
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
