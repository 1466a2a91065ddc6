"""A visitor of an open campaign gives a first answer: only then there is a row of theirs (S-03, S-04)."""

from datetime import datetime

from models.campaigns.actions.prepare import blurred_moment
from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignKind, CampaignState
from models.db import insert_once
from models.errors import Expired, WrongState
from models.ids import random_key
from models.surveys.queries import by_locator
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState, Reach


def admit(campaign: Campaign, locator: str, *, language: str, reach: Reach, now: datetime) -> Invitation:
    """The invitation of a visitor, known by the locator that their form came with; sent twice it is one.

    `reach` is QR or OPEN_LINK, so that these answers never mix with those of people we asked (S-06).
    Raises WrongState unless the campaign is running, Expired outside its window.
    """
    if campaign.kind is not CampaignKind.OPEN or campaign.state is not CampaignState.RUNNING:
        raise WrongState("answer", campaign.state.value)
    if not campaign.takes_answers(now):
        raise Expired("survey")
    blurred = blurred_moment(campaign, now) if campaign.anonymous else None
    keys = {"id": random_key()} if campaign.anonymous else {}
    insert_once(
        Invitation,
        **keys,
        locator=locator,
        version_id=campaign.version_id,
        language=language,
        reach=reach,
        closes_at=campaign.closes_at,
        state=InvitationState.OPEN,
        campaign_id=campaign.id,
        blurred_to=blurred,
        created_at=blurred or now,
        changed_at=blurred or now,
    )
    found = by_locator(locator)
    assert found is not None
    assert found.campaign_id == campaign.id, "a visitor's locator is signed for one campaign"
    return found
