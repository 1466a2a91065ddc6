"""A person starts a campaign, tries its letter out, pauses it, and goes on (S-03)."""

from datetime import datetime

from models.campaigns.actions.recall import put_back
from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignKind, CampaignState
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.outbox.actions import queue
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.words import MessageKind
from models.surveys.actions import invite
from models.surveys.queries import current
from models.surveys.words import Reach


def start(campaign: Campaign, *, by: Staff, now: datetime, seen: int | None) -> Campaign:
    """Lets a campaign begin when its window opens: a prepared one, or an open one that is written.

    From then on the clock queues invitations at the bounded rate. Records campaign.started. Raises
    NotAllowed, WrongState, Stale, Invalid("closes_at", "past"), Invalid("questionnaire", "unknown").
    """
    if not by.may(Permission.CAMPAIGN_LAUNCH):
        raise NotAllowed("campaign")
    before = CampaignState.DRAFT if campaign.kind is CampaignKind.OPEN else CampaignState.READY
    campaign.require("start", before)
    campaign.expect(seen)
    if campaign.closes_at is None or campaign.closes_at <= now:
        raise Invalid("closes_at", "past")
    if campaign.kind is CampaignKind.OPEN:
        version = current(campaign.questionnaire)
        if version is None:
            raise Invalid("questionnaire", "unknown")
        campaign.version_id = version.id
    campaign.started_by_id, campaign.started_at = by.id, now
    campaign.enter(CampaignState.RUNNING)
    db.session.flush()
    record("campaign.started", campaign, by=by, now=now, eligible=campaign.eligible)
    return campaign


def pause(campaign: Campaign, *, reason: str, by: Staff, now: datetime, seen: int | None) -> Campaign:
    """Stops asking for the moment: invitations and reminders that have not left are taken back and
    wait for their turn.

    Whoever has a link can still answer. Records campaign.paused with the reason. Raises NotAllowed,
    WrongState, Stale.
    """
    if not by.may(Permission.CAMPAIGN_LAUNCH):
        raise NotAllowed("campaign")
    campaign.require("pause", CampaignState.RUNNING)
    campaign.expect(seen)
    campaign.enter(CampaignState.PAUSED)
    put_back(campaign)
    db.session.flush()
    record("campaign.paused", campaign, by=by, now=now, reason=reason.strip()[:300])
    return campaign


def resume(campaign: Campaign, *, by: Staff, now: datetime, seen: int | None) -> Campaign:
    """Goes on where it was paused. Records campaign.resumed. Raises as `pause`, and Invalid as `start`."""
    if not by.may(Permission.CAMPAIGN_LAUNCH):
        raise NotAllowed("campaign")
    campaign.require("resume", CampaignState.PAUSED)
    campaign.expect(seen)
    if campaign.closes_at is None or campaign.closes_at <= now:
        raise Invalid("closes_at", "past")
    put_back(campaign)
    campaign.enter(CampaignState.RUNNING)
    campaign.queued_at = None
    db.session.flush()
    record("campaign.resumed", campaign, by=by, now=now)
    return campaign


def try_out(campaign: Campaign, *, by: Staff, now: datetime) -> None:
    """Sends the invitation to whoever asks for it, with a link of its own that counts nowhere.

    Like every invitation it leaves in the hours in which customers may be written to.

    Records campaign.tried_out. Raises NotAllowed, WrongState once it is over, Invalid("email", "required")
    for somebody without an address, Invalid("questionnaire", "unknown").
    """
    if not by.may(Permission.CAMPAIGN_EDIT):
        raise NotAllowed("campaign")
    campaign.require(
        "test",
        CampaignState.DRAFT,
        CampaignState.PREPARING,
        CampaignState.READY,
        CampaignState.RUNNING,
        CampaignState.PAUSED,
    )
    if not by.email:
        raise Invalid("email", "required")
    if current(campaign.questionnaire) is None:
        raise Invalid("questionnaire", "unknown")
    assert campaign.closes_at is not None
    trial = invite(
        campaign.questionnaire, language=by.language.value, reach=Reach.EMAIL, closes_at=campaign.closes_at
    )
    queue(
        MessageKind.CAMPAIGN_INVITATION,
        to=by.email,
        to_name=by.name,
        language=by.language.value,
        about=campaign.audit_name,
        facts={"locator": trial.locator},
        now=now,
    )
    record("campaign.tried_out", campaign, by=by, now=now)
