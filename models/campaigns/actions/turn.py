"""Whose turn it is: a process claims a campaign that is prepared, says that it is still at it, gives it back.

A claim is one conditional update, and every later write of the process begins with another: of two clocks
one gets it, and one whose claim ran out can no longer write.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, update

from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignState
from models.db import changed_rows
from models.ids import random_code

CLAIM = timedelta(minutes=2)
CLAIM_LENGTH = 26


def claim(campaign_id: int, *, now: datetime) -> str | None:
    """Makes preparing it mine and counts the attempt; the token to go on with, or None."""
    token = random_code(CLAIM_LENGTH)
    free = or_(Campaign.claimed_until.is_(None), Campaign.claimed_until < now)
    preparing = update(Campaign).where(
        Campaign.id == campaign_id, Campaign.state == CampaignState.PREPARING, free
    )
    values = {"claim": token, "claimed_until": now + CLAIM, "attempts": Campaign.attempts + 1}
    return token if changed_rows(preparing.values(**values)) == 1 else None


def hold(campaign_id: int, token: str, *, progress: int, now: datetime) -> bool:
    """Says that I am still at it, and how many members are done; False when it is not mine any more."""
    held = update(Campaign).where(_mine(campaign_id, token))
    return changed_rows(held.values(claimed_until=now + CLAIM, progress=progress)) == 1


def give_back(campaign_id: int, token: str) -> bool:
    """Leaves it to the next process, as if this one had not begun: it ends."""
    left = update(Campaign).where(_mine(campaign_id, token))
    return changed_rows(left.values(claim=None, claimed_until=None, attempts=Campaign.attempts - 1)) == 1


def _mine(campaign_id: int, token: str) -> ColumnElement[bool]:
    return and_(
        Campaign.id == campaign_id, Campaign.claim == token, Campaign.state == CampaignState.PREPARING
    )
