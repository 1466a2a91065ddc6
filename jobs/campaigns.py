"""Campaigns by themselves: write down who was drawn, ask, remind, follow, end, seal (S-03, S-04, R-03).

Each step takes its campaign alone, a chunk a transaction. Nobody is asked twice: a member's row is changed
and its letter is queued, under the member's name, in one transaction, while the campaign's row is held.
"""

from datetime import datetime
from functools import partial

from jobs.campaigns_prepare import prepare as prepare  # the first step, in a module of its own
from jobs.job import Tally, claim, each, each_apart, stopping, write
from models.campaigns import actions, queries
from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignState
from models.db import db

SEALED_AT_ONCE = 1000
UNDER_WAY = (CampaignState.RUNNING, CampaignState.PAUSED)


def send(now: datetime) -> Tally:
    """Queues the invitations that each running campaign's rate allows now."""

    def one(campaign_id: int) -> bool:
        campaign = claim(Campaign, campaign_id, Campaign.state == CampaignState.RUNNING)
        return campaign is not None and actions.ask_next(campaign, now=now) > 0

    return each(queries.to_send(now), one, name="campaigns-send")


def follow(now: datetime) -> Tally:
    """Notes which invitations have left or came back, and who has answered."""

    def one(campaign_id: int) -> bool:
        campaign = claim(Campaign, campaign_id, Campaign.state.in_(UNDER_WAY))
        return campaign is not None and actions.follow(campaign) > 0

    return each(queries.to_follow(), one, name="campaigns-follow")


def remind(now: datetime) -> Tally:
    """Queues reminders to those who have not answered, once each, at the campaign's rate."""

    def one(campaign_id: int) -> bool:
        campaign = claim(Campaign, campaign_id, Campaign.state == CampaignState.RUNNING)
        return campaign is not None and actions.remind_next(campaign, now=now) > 0

    return each(queries.to_remind(now), one, name="campaigns-remind")


def end(now: datetime) -> Tally:
    """Ends the campaigns whose window is over, and seals the anonymous ones."""

    def one(campaign_id: int) -> bool:
        campaign = claim(Campaign, campaign_id, Campaign.state.in_(UNDER_WAY), Campaign.closes_at <= now)
        if campaign is None:
            return False
        actions.end(campaign, now=now)
        return True

    done = each(queries.to_end(now), one, name="campaigns-end")
    return done + each_apart(queries.to_seal(), lambda each: _seal(each, now), name="campaigns-seal")


def _seal(campaign_id: int, now: datetime) -> bool:
    """Notes the answers some hundred members at a time, then seals. What dies in between is done again."""
    after: int | None = 0
    while after is not None:
        if stopping():
            return False
        after = write(partial(_note, campaign_id, after))
        db.session.expunge_all()
    return write(lambda: _sealed(campaign_id, now))


def _note(campaign_id: int, after: int) -> int | None:
    campaign = claim(Campaign, campaign_id, Campaign.sealed_at.is_(None))
    if campaign is None:
        return None
    return actions.note_anonymous_answers(campaign, after, limit=SEALED_AT_ONCE)


def _sealed(campaign_id: int, now: datetime) -> bool:
    campaign = claim(Campaign, campaign_id, Campaign.sealed_at.is_(None))
    if campaign is None:
        return False
    actions.seal(campaign, now=now)
    return True
