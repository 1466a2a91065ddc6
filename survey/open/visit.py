"""Who answers an open survey: a seat before the first answer, a cookie after it (S-04).

A seat is a locator that the page was made with. Its form is worth one invitation, however often it is sent.
The cookie holds the token of that invitation, so that the same browser comes back to its own answer.
"""

from datetime import datetime

from flask import Response, current_app, request, url_for

from models.campaigns.tables import Campaign
from models.errors import BadToken
from models.ids import LOCATOR_LENGTH, Signer, random_code
from models.surveys.queries import by_locator
from models.surveys.tables import Invitation

SURVEY = "survey"
LONGEST_TOKEN = 80


def new_seat(campaign: Campaign) -> str:
    """A seat for a page that is shown now; nothing is stored."""
    return _signer().token(_seats(campaign), random_code(LOCATOR_LENGTH))


def locator_of(campaign: Campaign, seat: str) -> str:
    """The locator of a seat. Raises BadToken for one that we did not give for this survey."""
    return _signer().locator(_seats(campaign), seat[:LONGEST_TOKEN])


def token_of(invitation: Invitation) -> str:
    """What is in the address of an invitation's questions."""
    return _signer().token(SURVEY, invitation.locator)


def returning(campaign: Campaign) -> str | None:
    """The token of the answer that this browser has begun; None for somebody new."""
    token = request.cookies.get(_cookie(campaign), "")[:LONGEST_TOKEN]
    try:
        found = by_locator(_signer().locator(SURVEY, token))
    except BadToken:
        return None
    return token if found is not None and found.campaign_id == campaign.id else None


def remember(answer: Response, campaign: Campaign, token: str, *, now: datetime) -> Response:
    """Lets this browser find its answer again until the survey closes; for this survey's address alone."""
    assert campaign.closes_at is not None
    answer.set_cookie(
        _cookie(campaign),
        token,
        max_age=max(1, int((campaign.closes_at - now).total_seconds())),
        path=url_for("open.start", code=campaign.code),
        secure=bool(current_app.config.get("SESSION_COOKIE_SECURE")),
        httponly=True,
        samesite="Lax",
    )
    return answer


def _cookie(campaign: Campaign) -> str:
    return f"survey_{campaign.code}"


def _seats(campaign: Campaign) -> str:
    return f"seat:{campaign.code}"


def _signer() -> Signer:
    signer: Signer = current_app.extensions["signer"]
    return signer
