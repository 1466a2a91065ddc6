"""After the window of an anonymous campaign: who answered is noted, then nothing leads back (S-04)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy import text as sql

from models.campaigns.actions.ask import answered_among
from models.campaigns.actions.end import end_in_silence
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignKind, MemberState
from models.db import db
from models.errors import WrongState
from models.events.actions import SYSTEM, record
from models.surveys.tables import Invitation, Response

RANDOM_LOCATOR = {
    "sqlite": "upper(substr(hex(randomblob(8)), 1, 12))",
    "postgresql": "upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))",
}


def note_anonymous_answers(campaign: Campaign, after: int, *, limit: int) -> int | None:
    """Notes which of the next members have answered; returns the last one's id, None when there are no more.

    In the order in which members were drawn, so that neither the order nor the moment of a row tells more
    than that there is an answer. Done again, it changes nothing.
    """
    members: Sequence[CampaignMember] = db.session.scalars(
        select(CampaignMember)
        .where(CampaignMember.campaign_id == campaign.id, CampaignMember.id > after)
        .order_by(CampaignMember.id)
        .limit(limit)
    ).all()
    if not members:
        return None
    answered = answered_among(campaign, members)
    for member in members:
        if member.id in answered and member.state is not MemberState.ANSWERED:
            member.state, member.silence, member.answered = MemberState.ANSWERED, None, True
    db.session.flush()
    return members[-1].id


def seal(campaign: Campaign, *, now: datetime) -> None:
    """Destroys the secret, replaces what was in the links, and forgets links that nobody answered.

    From then on nobody can reckon whose an answer is: not from the database, and not from a letter that
    somebody kept. Records campaign.sealed. Raises WrongState for one that is not over, or is sealed.
    """
    if not campaign.over or not campaign.anonymous or campaign.sealed_at is not None:
        raise WrongState("seal", campaign.state.value)
    if campaign.kind is CampaignKind.INVITED:
        end_in_silence(campaign)
    campaign.secret = None
    campaign.sealed_at = now
    db.session.flush()
    begun = select(Response.invitation_id).where(Response.invitation_id == Invitation.id)
    db.session.execute(
        delete(Invitation)
        .where(Invitation.campaign_id == campaign.id, ~begun.exists())
        .execution_options(synchronize_session=False)
    )
    fresh = sql(RANDOM_LOCATOR[db.engine.dialect.name])
    db.session.execute(
        update(Invitation)
        .where(Invitation.campaign_id == campaign.id)
        .values(locator=fresh, changed_at=Invitation.changed_at)
        .execution_options(synchronize_session=False)
    )
    left = select(func.count(Invitation.id)).where(Invitation.campaign_id == campaign.id)
    record("campaign.sealed", campaign, by=SYSTEM, now=now, answers=db.session.scalar(left) or 0)
