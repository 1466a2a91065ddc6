"""What is due for the clock: campaigns by id, members by the chunk. A job looks again at what it holds."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select

from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import ASKED, OVER, CampaignKind, CampaignState, MemberState
from models.db import db
from models.outbox.tables import Delivery, OutboxMessage
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState, Reach

BEFORE_REMINDING = timedelta(days=1)
"""Who was asked late, after a pause or at a low rate, is left so long before the reminder (S-03)."""


def to_prepare(now: datetime) -> Sequence[int]:
    """Campaigns whose audience was frozen and that no process works on."""
    free = or_(Campaign.claimed_until.is_(None), Campaign.claimed_until < now)
    return _ids(Campaign.state == CampaignState.PREPARING, free)


def to_send(now: datetime) -> Sequence[int]:
    """Running ones whose window is open and in which somebody is still to be asked."""
    waiting = exists().where(
        CampaignMember.campaign_id == Campaign.id, CampaignMember.state == MemberState.WAITING
    )
    return _ids(*_running(now), waiting)


def to_follow() -> Sequence[int]:
    """Invited campaigns in which something may have happened to a letter or an answer may have come."""
    return _ids(
        Campaign.kind == CampaignKind.INVITED,
        Campaign.state.in_((CampaignState.RUNNING, CampaignState.PAUSED)),
    )


def to_remind(now: datetime) -> Sequence[int]:
    """Running ones whose day of reminding has come, with somebody whom nobody has reminded."""
    left = exists().where(CampaignMember.campaign_id == Campaign.id, _asked_in_vain(now))
    return _ids(*_running(now), Campaign.remind_at <= now, left)


def to_end(now: datetime) -> Sequence[int]:
    """Those whose window is over."""
    states = (CampaignState.RUNNING, CampaignState.PAUSED)
    return _ids(Campaign.state.in_(states), Campaign.closes_at <= now)


def to_seal() -> Sequence[int]:
    """Anonymous ones that are over and were not sealed yet (S-04)."""
    return _ids(Campaign.state.in_(OVER), Campaign.anonymous.is_(True), Campaign.sealed_at.is_(None))


def waiting_members(campaign: Campaign, now: datetime, limit: int) -> Sequence[CampaignMember]:
    """The next who are to be asked, in the order of chance."""
    return db.session.scalars(
        select(CampaignMember)
        .where(
            CampaignMember.campaign_id == campaign.id,
            CampaignMember.state == MemberState.WAITING,
            CampaignMember.silence.is_(None),  # as the index is ordered: the next ones lie side by side
            or_(CampaignMember.not_before.is_(None), CampaignMember.not_before <= now),
        )
        .order_by(CampaignMember.id)
        .limit(limit)
    ).all()


def unreminded(campaign: Campaign, now: datetime, limit: int) -> Sequence[CampaignMember]:
    """The next who were asked, have not answered as far as their row knows, and were not reminded."""
    return db.session.scalars(
        select(CampaignMember)
        .where(CampaignMember.campaign_id == campaign.id, _asked_in_vain(now))
        .order_by(CampaignMember.id)
        .limit(limit)
    ).all()


def means_of(campaign: Campaign) -> Sequence[Reach]:
    """By what people are reached, in order. Nobody is called for an anonymous one: who calls knows whom."""
    means = [Reach(each) for each in campaign.means]
    return [each for each in means if each is not Reach.PHONE] if campaign.anonymous else means


def unreached(campaign: Campaign, limit: int) -> Sequence[CampaignMember]:
    """The next whose letter or SMS got lost."""
    lost = exists().where(
        OutboxMessage.id == CampaignMember.message_id, OutboxMessage.state == Delivery.FAILED
    )
    return db.session.scalars(
        select(CampaignMember)
        .where(CampaignMember.campaign_id == campaign.id, CampaignMember.state.in_(ASKED), lost)
        .order_by(CampaignMember.id)
        .limit(limit)
    ).all()


def completed(campaign: Campaign) -> ColumnElement[bool]:
    """Whether the invitation of a member was answered; for campaigns that are not anonymous."""
    return exists().where(
        Invitation.id == CampaignMember.invitation_id,
        Invitation.campaign_id == campaign.id,
        Invitation.state == InvitationState.COMPLETED,
    )


def _asked_in_vain(now: datetime) -> ColumnElement[bool]:
    return and_(
        CampaignMember.state == MemberState.SENT,
        CampaignMember.reminded.is_(False),
        CampaignMember.asked_at <= now - BEFORE_REMINDING,
    )


def _running(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Campaign.kind == CampaignKind.INVITED,
        Campaign.state == CampaignState.RUNNING,
        or_(Campaign.opens_at.is_(None), Campaign.opens_at <= now),
        Campaign.closes_at > now,
    )


def _ids(*conditions: ColumnElement[bool]) -> Sequence[int]:
    return db.session.scalars(select(Campaign.id).where(*conditions).order_by(Campaign.id)).all()
