"""After the window of an anonymous campaign: who answered is noted, then nothing leads back (S-04)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy import text as sql

from models.campaigns.actions.ask import answered_among
from models.campaigns.actions.end import end_in_silence
from models.campaigns.actions.recall import forget_reminders
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

OF_CAMPAIGN = {
    "response_item": "response_id IN (SELECT id FROM response WHERE invitation_id IN"
    " (SELECT id FROM invitation WHERE campaign_id = :campaign))",
    "response": "invitation_id IN (SELECT id FROM invitation WHERE campaign_id = :campaign)",
    "invitation": "campaign_id = :campaign",
}
"""Which rows of each table hold the answers of a campaign."""

NO_LANGUAGE = "und"
"""What stands for the language of a sealed link: not determined, as BCP 47 has it."""


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
    somebody kept. The language of each link goes too: the only member who was written to in English would
    be known by it; and so do reminders that never left, as they tell who had not answered by then. Records
    campaign.sealed. Raises WrongState for one that is not over, or is sealed.
    """
    if not campaign.over or not campaign.anonymous or campaign.sealed_at is not None:
        raise WrongState("seal", campaign.state.value)
    if campaign.kind is CampaignKind.INVITED:
        end_in_silence(campaign)
        forget_reminders(campaign)
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
        .values(locator=fresh, language=NO_LANGUAGE, changed_at=Invitation.changed_at)
        .execution_options(synchronize_session=False)
    )
    if db.engine.dialect.name == "postgresql":
        _lay_anew(campaign)
    left = select(func.count(Invitation.id)).where(Invitation.campaign_id == campaign.id)
    record("campaign.sealed", campaign, by=SYSTEM, now=now, answers=db.session.scalar(left) or 0)


def _lay_anew(campaign: Campaign) -> None:
    """Writes the rows of all answers anew in the order of their random keys.

    PostgreSQL shows where a row lies on disk, and new ones lie behind each other as they came. SQLite keeps
    rows in the order of their keys anyway.
    """
    for table, rows in OF_CAMPAIGN.items():
        moved = f"WITH gone AS (DELETE FROM {table} WHERE {rows} RETURNING *)"  # noqa: S608
        db.session.execute(
            sql(f"{moved} INSERT INTO {table} SELECT * FROM gone ORDER BY id"),  # noqa: S608
            {"campaign": campaign.id},
        )
    db.session.expire_all()
