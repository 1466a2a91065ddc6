"""The audience of a campaign is frozen: from then on the clock draws and writes down who is asked (S-03)."""

from datetime import datetime

from sqlalchemy import delete

from models.campaigns.rules.secrets import new_secret
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignKind, CampaignState
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission
from models.surveys.queries import current
from models.surveys.tables import Invitation


def freeze(campaign: Campaign, *, by: Staff, now: datetime, seen: int | None) -> Campaign:
    """Hands a written campaign to the clock. Who becomes a customer later is not in it.

    Fixes the version of the questionnaire; an anonymous one gets its secret. Records campaign.frozen.
    Raises NotAllowed, WrongState, Stale, Invalid("closes_at", "past"), Invalid("kind", "open") for an
    open one, which has no audience, and Invalid("questionnaire", "unknown").
    """
    if not by.may(Permission.CAMPAIGN_EDIT):
        raise NotAllowed("campaign")
    campaign.require("freeze", CampaignState.DRAFT)
    campaign.expect(seen)
    if campaign.kind is CampaignKind.OPEN:
        raise Invalid("kind", "open")
    if campaign.closes_at is None or campaign.closes_at <= now:
        raise Invalid("closes_at", "past")
    version = current(campaign.questionnaire)
    if version is None:
        raise Invalid("questionnaire", "unknown")
    campaign.version_id = version.id
    campaign.frozen_at = now
    campaign.secret = new_secret() if campaign.anonymous else None
    campaign.progress = campaign.attempts = 0
    campaign.trouble = ""
    campaign.eligible, campaign.strata = None, {}
    campaign.enter(CampaignState.PREPARING)
    db.session.flush()
    record("campaign.frozen", campaign, by=by, now=now, version=version.audit_name)
    return campaign


def thaw(campaign: Campaign, *, by: Staff, now: datetime, seen: int | None) -> Campaign:
    """Makes a draft again of one that nobody was asked by: whom the clock wrote down is forgotten.

    The seed stays, so the same audience gives the same people. Records campaign.thawed. Raises NotAllowed,
    WrongState and Stale.
    """
    if not by.may(Permission.CAMPAIGN_EDIT):
        raise NotAllowed("campaign")
    campaign.require("change", CampaignState.PREPARING, CampaignState.READY)
    campaign.expect(seen)
    db.session.execute(delete(CampaignMember).where(CampaignMember.campaign_id == campaign.id))
    db.session.execute(delete(Invitation).where(Invitation.campaign_id == campaign.id))
    campaign.version_id = campaign.frozen_at = campaign.secret = None
    campaign.eligible, campaign.strata, campaign.progress = None, {}, 0
    campaign.enter(CampaignState.DRAFT)
    db.session.flush()
    record("campaign.thawed", campaign, by=by, now=now)
    return campaign
