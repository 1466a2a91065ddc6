"""Whether a letter of a campaign still holds when it is about to leave (R-03, S-03)."""

from datetime import datetime

from sqlalchemy import select

from models.campaigns.queries.asked import unwilling
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignState, MemberState
from models.db import db
from models.outbox.tables import OutboxMessage, Overtaken
from models.rulebook.words import MessageKind
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState

KINDS = (MessageKind.CAMPAIGN_INVITATION, MessageKind.CAMPAIGN_REMINDER)
MEMBER = "campaign_member:"
CAMPAIGN = "campaign:"


def addressee(message: OutboxMessage) -> tuple[Campaign, CampaignMember | None] | None:
    """The campaign of a letter and its member; a letter that somebody sent to themselves has none."""
    area, _colon, name = message.about.partition(":")
    if area == "campaign":
        tried = db.session.scalars(select(Campaign).where(Campaign.number == name)).one_or_none()
        return (tried, None) if tried is not None else None
    if area != "campaign_member" or not name.isdecimal():
        return None
    row = db.session.execute(
        select(Campaign, CampaignMember)
        .join(CampaignMember, CampaignMember.campaign_id == Campaign.id)
        .where(CampaignMember.id == int(name))
    ).one_or_none()
    return (row[0], row[1]) if row is not None else None


def invitation_of(campaign: Campaign, member: CampaignMember) -> Invitation | None:
    """A member's invitation; of an anonymous campaign only as long as there is its secret (S-04)."""
    if not campaign.anonymous:
        return db.session.get(Invitation, member.invitation_id) if member.invitation_id else None
    if campaign.secret is None:
        return None
    locator = locator_of(campaign.secret, member.id)
    return db.session.scalars(select(Invitation).where(Invitation.locator == locator)).one_or_none()


def overtaken(message: OutboxMessage, now: datetime) -> Overtaken | None:
    """Why an invitation or a reminder must not leave any more; None while it holds.

    The campaign was paused or is over, the customer has answered or wants no survey, or another letter
    has taken its place.
    """
    campaign, member = addressee(message) or (None, None)
    if campaign is None or member is None:
        return None
    if campaign.state is CampaignState.PAUSED:
        return Overtaken.PAUSED
    if campaign.state is not CampaignState.RUNNING or campaign.closes_at is None or campaign.closes_at <= now:
        return Overtaken.EXPIRED
    if unwilling([member]):
        return Overtaken.UNWANTED
    if member.state is MemberState.SILENT:
        return Overtaken.EXPIRED
    reminder = message.kind == MessageKind.CAMPAIGN_REMINDER
    if not reminder and member.message_id != message.id:
        return Overtaken.NEWER
    if campaign.anonymous:  # the trail must not tell who has answered
        return None
    invitation = invitation_of(campaign, member)
    if invitation is not None and invitation.state is InvitationState.COMPLETED:
        return Overtaken.ANSWERED
    return None
