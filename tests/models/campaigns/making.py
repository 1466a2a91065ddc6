"""Campaigns in each state, made by the actions and jobs that make them in life."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from models.campaigns import actions, queries
from models.campaigns.actions import CampaignDraft
from models.campaigns.rules.audience import audience_of, sample_of
from models.campaigns.rules.draw import draw
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignKind
from models.customers.tables import Customer
from models.db import db
from models.rulebook.queries import rules_at
from models.surveys import actions as surveys
from models.surveys.rules.answers import Answer
from models.surveys.rules.screens import path
from models.surveys.tables import Invitation
from tests.cast import Cast
from tests.moments import MONDAY

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
EVERY_CUSTOMER = {"source": "customers"}


def draft(**changes: Any) -> CampaignDraft:
    """All customers by mail, about a chat: for two weeks from now on, with a reminder after five days."""
    told: dict[str, Any] = {
        "name_zh": "2026 年第四季度客户满意度调查",
        "name_en": "Customer satisfaction survey, Q4 2026",
        "questionnaire": "chat",
        "audience": EVERY_CUSTOMER,
        "closes_at": MONDAY + 14 * DAY,
        "remind_at": MONDAY + 5 * DAY,
        "a_minute": 600,
    }
    return CampaignDraft(**(told | changes))


def customers(count: int, **values: Any) -> list[int]:
    """So many customers who were known before MONDAY, with mail addresses and telephones; their ids."""
    there = db.session.scalar(select(Customer.id).order_by(Customer.id.desc()).limit(1)) or 0
    rows = [
        {
            "name": f"客户{there + n}",
            "email": f"c{there + n}@example.com",
            "phone": f"+86139{there + n:08}",
            "region": "深圳" if n % 4 else "广州",
            "language": "zh",
            "created_at": MONDAY - DAY,
            "changed_at": MONDAY - DAY,
        }
        | values
        for n in range(1, count + 1)
    ]
    ids = db.session.scalars(insert(Customer).returning(Customer.id), rows).all()
    db.session.commit()
    return list(ids)


def written(cast: Cast, now: datetime = MONDAY, **changes: Any) -> Campaign:
    """One that is being written."""
    campaign = actions.write(draft(**changes), by=cast.agent, now=now)
    db.session.commit()
    return campaign


def frozen(cast: Cast, now: datetime = MONDAY, **changes: Any) -> Campaign:
    """One that the clock is to prepare."""
    campaign = actions.freeze(written(cast, now, **changes), by=cast.agent, now=now, seen=None)
    db.session.commit()
    return campaign


def prepared(cast: Cast, now: datetime = MONDAY, **changes: Any) -> Campaign:
    """One whose people are drawn and written down, as the clock does it, in one transaction."""
    campaign = frozen(cast, now, **{"remind_at": None} | changes)
    audience = audience_of(campaign.audience)
    sample = sample_of(campaign.sample, audience).model_copy(update={"seed": campaign.sample["seed"]})
    drawn = draw(queries.units_of(audience, sample.by, rules_at(now), before=now), sample)
    actions.add_members(campaign.id, queries.contacts_of(drawn.units), now=now)
    if campaign.secret is not None:
        links = [(locator_of(campaign.secret, each.id), each.language) for each in members(campaign)]
        actions.make_anonymous_links(campaign, sorted(links), now=now)
    actions.end_preparing(campaign, drawn, now=now)
    db.session.commit()
    return campaign


def opened(cast: Cast, now: datetime = MONDAY, **changes: Any) -> Campaign:
    """An open one that runs."""
    told = {"kind": CampaignKind.OPEN, "name_zh": "门店服务评价", "name_en": "How was our store?"}
    campaign = written(cast, now, **(told | changes))
    actions.start(campaign, by=cast.inspector, now=now, seen=None)
    db.session.commit()
    return campaign


def members(campaign: Campaign) -> list[CampaignMember]:
    """Everybody drawn, in the order of chance, as stored now."""
    db.session.expire_all()
    found = select(CampaignMember).where(CampaignMember.campaign_id == campaign.id)
    return list(db.session.scalars(found.order_by(CampaignMember.id)))


def answer(invitation: Invitation, points: int, *, now: datetime, to_the_end: bool = True) -> None:
    """Somebody answers by the link: the first question, and all others where it is to be complete."""
    document = invitation.version.content
    answers: dict[str, Answer] = {}
    while True:
        left = [question for question in path(document, answers) if question.code not in answers]
        if not left:
            surveys.complete(invitation, answers, now=now)
            break
        question = left[0]
        codes = sorted(question.choices())
        given = points if points in codes else codes[0] if codes else None
        said = Answer({"": given}) if given is not None and question.kind != "multiple" else Answer()
        surveys.save(invitation, question, said, now=now)
        answers[question.code] = said
        if not to_the_end:
            break
    db.session.commit()
