"""What a campaign has queued and has not left is taken back: a pause, a stop, an end (S-03)."""

from sqlalchemy import String, and_, cast, exists, literal, or_, select, update

from models.campaigns.queries.letters import MEMBER
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import MemberState
from models.db import db
from models.outbox.actions import forget, take_back
from models.outbox.tables import Delivery, OutboxMessage, Overtaken
from models.rulebook.words import MessageKind

_NAME = literal(MEMBER) + cast(CampaignMember.id, String)
"""What letters to a member are about."""
_IS_REMINDER = OutboxMessage.kind == MessageKind.CAMPAIGN_REMINDER
_PAUSED = and_(OutboxMessage.state == Delivery.OVERTAKEN, OutboxMessage.overtaken_by == Overtaken.PAUSED)


def put_back(campaign: Campaign) -> None:
    """Lets everybody whose invitation or reminder has not left wait for their turn again."""
    _reminders(campaign)
    stays = select(OutboxMessage.id).where(
        OutboxMessage.id == CampaignMember.message_id,
        OutboxMessage.state.in_((Delivery.SENDING, Delivery.SENT, Delivery.FAILED)),
    )
    queued = (CampaignMember.campaign_id == campaign.id, CampaignMember.state == MemberState.QUEUED)
    take_back(OutboxMessage.id.in_(select(CampaignMember.message_id).where(*queued)))
    db.session.execute(
        update(CampaignMember)
        .where(*queued, ~stays.exists())
        .values(state=MemberState.WAITING, message_id=None, asked_at=None, reach=None)
        .execution_options(synchronize_session=False)
    )


def forget_reminders(campaign: Campaign) -> None:
    """Removes every reminder of an anonymous campaign: it went to who had not answered by then (S-04)."""
    of_members = select(_NAME).where(CampaignMember.campaign_id == campaign.id)
    forget(and_(_IS_REMINDER, OutboxMessage.about.in_(of_members)))


def _reminders(campaign: Campaign) -> None:
    """Reminders that wait, or that came to their turn during a pause, count as never queued."""
    not_left = and_(
        _IS_REMINDER, OutboxMessage.dedupe.is_not(None), or_(OutboxMessage.state == Delivery.WAITING, _PAUSED)
    )
    mine = CampaignMember.campaign_id == campaign.id
    db.session.execute(
        update(CampaignMember)
        .where(
            mine, CampaignMember.reminded.is_(True), exists().where(not_left, OutboxMessage.about == _NAME)
        )
        .values(reminded=False)
        .execution_options(synchronize_session=False)
    )
    letters = and_(not_left, OutboxMessage.about.in_(select(_NAME).where(mine)))
    if campaign.anonymous:
        forget(letters)
    else:
        take_back(letters)
