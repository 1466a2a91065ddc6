"""The clock writes down who was drawn, a chunk at a time, until exactly those are there (S-03, S-04)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import delete, insert

from models.campaigns.rules.draw import Drawn
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignState, MemberState
from models.clock import SHANGHAI, local_day
from models.db import db
from models.events.actions import SYSTEM, record
from models.ids import random_key
from models.outbox.actions import notify
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState, Reach


def begin_preparing(campaign: Campaign, *, to_draw: int) -> None:
    """Notes how many are to be written down, so that a screen can say how far it is."""
    campaign.strata = {"to_draw": to_draw}
    db.session.flush()


def add_members(campaign_id: int, contacts: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Writes members down, in the order of chance in which they will be asked."""
    rows = [
        {
            **contact,
            "campaign_id": campaign_id,
            "state": MemberState.WAITING,
            "answered": False,
            "reminded": False,
            "created_at": now,
            "changed_at": now,
        }
        for contact in contacts
    ]
    if rows:
        db.session.execute(insert(CampaignMember), rows)


def drop_members(member_ids: Collection[int]) -> None:
    """Removes members whom an attempt wrote down that did not come to its end, and who are not drawn."""
    db.session.execute(delete(CampaignMember).where(CampaignMember.id.in_(member_ids)))


def make_anonymous_links(campaign: Campaign, locators: Sequence[tuple[str, str]], *, now: datetime) -> None:
    """Makes invitations of an anonymous campaign: locator and language of each, in an order that is chance.

    Neither their keys nor their moments say whose they are: keys are random, and every moment of theirs
    and of their answers is the begin of the window's first day (S-04).
    """
    blurred = blurred_moment(campaign, now)
    db.session.execute(
        insert(Invitation),
        [
            {
                "id": random_key(),
                "locator": locator,
                "version_id": campaign.version_id,
                "language": language,
                "reach": Reach.WEB if not campaign.means else Reach(campaign.means[0]),
                "closes_at": campaign.closes_at,
                "state": InvitationState.OPEN,
                "campaign_id": campaign.id,
                "blurred_to": blurred,
                "created_at": blurred,
                "changed_at": blurred,
            }
            for locator, language in locators
        ],
    )


def blurred_moment(campaign: Campaign, now: datetime) -> datetime:
    """What stands in place of every moment of an anonymous answer: the first of the window's first day."""
    begin = campaign.opens_at or campaign.frozen_at or campaign.started_at or now
    return datetime.combine(local_day(begin), time(), SHANGHAI)


def end_preparing(campaign: Campaign, drawn: Drawn, *, now: datetime) -> None:
    """Everybody is written down: it is a person's turn. Records campaign.prepared, notifies its author."""
    campaign.eligible = sum(drawn.eligible.values())
    campaign.strata = {"eligible": dict(drawn.eligible), "drawn": dict(drawn.drawn)}
    campaign.progress = len(drawn.units)
    campaign.enter(CampaignState.READY)
    db.session.flush()
    record(
        "campaign.prepared", campaign, by=SYSTEM, now=now, eligible=campaign.eligible, drawn=len(drawn.units)
    )
    _tell(campaign, "campaign_ready", now, drawn=len(drawn.units))


def fail_preparing(campaign: Campaign, why: str, *, now: datetime) -> None:
    """Gives it back to its author, who sees why: `nobody`, or what is the matter with the list.

    Records campaign.not_prepared and gives notice.
    """
    campaign.trouble = why
    campaign.secret = campaign.version_id = campaign.frozen_at = None
    campaign.eligible, campaign.strata, campaign.progress = None, {}, 0
    db.session.execute(delete(CampaignMember).where(CampaignMember.campaign_id == campaign.id))
    db.session.execute(delete(Invitation).where(Invitation.campaign_id == campaign.id))
    campaign.enter(CampaignState.DRAFT)
    db.session.flush()
    record("campaign.not_prepared", campaign, by=SYSTEM, now=now, campaign_trouble=why)
    _tell(campaign, "campaign_not_ready", now)


def _tell(campaign: Campaign, kind: str, now: datetime, **facts: Any) -> None:
    notify(campaign.by_id, kind, facts=facts, about=campaign.audit_name, now=now)
