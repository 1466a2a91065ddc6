"""A campaign is written, and changed until its audience is frozen (S-03)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from models.campaigns.rules.audience import Audience, Sample, Source, audience_of, sample_of
from models.campaigns.rules.contact import MEANS
from models.campaigns.rules.rate import MOST_A_MINUTE
from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignKind, CampaignState
from models.clock import local
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.ids import random_code
from models.people.tables import Staff
from models.permissions import Permission
from models.surveys.queries import current
from models.surveys.words import Reach
from models.texts import cleaned

LONGEST = {"name_zh": 80, "name_en": 120, "words_zh": 400, "words_en": 400}
SEED_LENGTH = 16
CODE_LENGTH = 8
LONGEST_WINDOW = timedelta(days=366)


@dataclass(frozen=True)
class CampaignDraft:
    """What a person says of a campaign. `file_id` is the list of people, where the audience is one."""

    name_zh: str
    name_en: str
    questionnaire: str
    kind: CampaignKind = CampaignKind.INVITED
    anonymous: bool = False
    words_zh: str = ""
    words_en: str = ""
    audience: Mapping[str, Any] = field(default_factory=dict)
    sample: Mapping[str, Any] = field(default_factory=dict)
    means: tuple[Reach, ...] = (Reach.EMAIL,)
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    remind_at: datetime | None = None
    a_minute: int = 60
    file_id: int | None = None


def write(draft: CampaignDraft, *, by: Staff, now: datetime) -> Campaign:
    """A new campaign, which nobody is asked by yet. Records campaign.written.

    Raises NotAllowed, and Invalid: `name_zh`, `name_en` (`required`, `too_long`), `words_zh`, `words_en`
    (`too_long`), `questionnaire` (`unknown`), `means` (`required`,
    `anonymous`: a caller would know whom),  `file` (`required`), `closes_at`
    (`required`, `before_opening`, `past`, `too_far`), `remind_at` (`outside_window`), `a_minute`
    (`out_of_range`), and what `audience_of` and `sample_of` raise.
    """
    if not by.may(Permission.CAMPAIGN_EDIT):
        raise NotAllowed("campaign")
    campaign = Campaign(number=random_code(12), by_id=by.id, created_at=now)
    _fill(campaign, draft, now)
    db.session.add(campaign)
    db.session.flush()
    campaign.number = f"C{local(now).year}-{campaign.id:04d}"
    db.session.flush()
    record("campaign.written", campaign, by=by, now=now, **_facts(campaign))
    return campaign


def rewrite(
    campaign: Campaign, draft: CampaignDraft, *, by: Staff, now: datetime, seen: int | None
) -> Campaign:
    """Changes one that is being written. Records campaign.changed. Raises as `write`, WrongState, Stale."""
    if not by.may(Permission.CAMPAIGN_EDIT):
        raise NotAllowed("campaign")
    campaign.require("change", CampaignState.DRAFT)
    campaign.expect(seen)
    _fill(campaign, draft, now)
    campaign.turn += 1
    campaign.trouble = ""
    db.session.flush()
    record("campaign.changed", campaign, by=by, now=now, **_facts(campaign))
    return campaign


def discard(campaign: Campaign, *, by: Staff, now: datetime) -> None:
    """Throws one away that nobody started and that has no members. Records campaign.discarded."""
    if not by.may(Permission.CAMPAIGN_EDIT):
        raise NotAllowed("campaign")
    campaign.require("discard", CampaignState.DRAFT)
    record("campaign.discarded", campaign, by=by, now=now)
    db.session.delete(campaign)
    db.session.flush()


def _fill(campaign: Campaign, draft: CampaignDraft, now: datetime) -> None:
    for name, most in LONGEST.items():
        text = " ".join(cleaned(getattr(draft, name)).split())
        if len(text) > most or (not text and name.startswith("name")):
            raise Invalid(name, "too_long" if text else "required")
        setattr(campaign, name, text)
    if current(draft.questionnaire) is None:
        raise Invalid("questionnaire", "unknown")
    campaign.questionnaire = draft.questionnaire
    campaign.kind = draft.kind
    campaign.anonymous = draft.anonymous
    _window(campaign, draft, now)
    if draft.kind is CampaignKind.OPEN:
        campaign.audience, campaign.sample, campaign.means = {}, {}, []
        campaign.remind_at, campaign.file_id = None, None
        campaign.code = campaign.code or random_code(CODE_LENGTH)
        return
    campaign.code = None
    audience = audience_of(draft.audience)
    if audience.source is Source.LIST and draft.file_id is None:
        raise Invalid("file", "required")
    campaign.audience = audience.dumped()
    campaign.file_id = draft.file_id if audience.source is Source.LIST else None
    campaign.sample = _sample(draft, audience, dict(campaign.sample or {})).dumped()
    if not draft.means or not set(draft.means) <= set(MEANS):
        raise Invalid("means", "required")
    if draft.anonymous and Reach.PHONE in draft.means:
        raise Invalid("means", "anonymous")
    campaign.means = [reach.value for reach in draft.means]
    if not 1 <= draft.a_minute <= MOST_A_MINUTE:
        raise Invalid("a_minute", "out_of_range")
    campaign.a_minute = draft.a_minute


def _sample(draft: CampaignDraft, audience: Audience, before: Mapping[str, Any]) -> Sample:
    """A seed is given once and kept, so that nobody can draw until they like what they see."""
    sample = sample_of({key: value for key, value in draft.sample.items() if key != "seed"}, audience)
    seed = before.get("seed") or random_code(SEED_LENGTH)
    return sample.model_copy(update={"seed": seed})


def _window(campaign: Campaign, draft: CampaignDraft, now: datetime) -> None:
    if draft.closes_at is None:
        raise Invalid("closes_at", "required")
    begin = draft.opens_at or now
    if draft.closes_at <= now:
        raise Invalid("closes_at", "past")
    if draft.closes_at <= begin:
        raise Invalid("closes_at", "before_opening")
    if draft.closes_at - now > LONGEST_WINDOW:
        raise Invalid("closes_at", "too_far")
    if draft.remind_at is not None and not begin < draft.remind_at < draft.closes_at:
        raise Invalid("remind_at", "outside_window")
    campaign.opens_at, campaign.closes_at, campaign.remind_at = (
        draft.opens_at,
        draft.closes_at,
        draft.remind_at,
    )


def _facts(campaign: Campaign) -> dict[str, Any]:
    """What the trail says of it: nothing of anybody's."""
    return {
        "questionnaire": campaign.questionnaire,
        "campaign_kind": campaign.kind.value,
        "anonymous": campaign.anonymous,
        "sample": campaign.sample.get("method", "all"),
        "sample_size": campaign.sample.get("size", 0),
        "closes_at": campaign.closes_at.isoformat() if campaign.closes_at else None,
    }
