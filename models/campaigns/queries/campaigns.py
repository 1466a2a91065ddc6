"""Campaigns for their screens, and what became of everybody drawn for one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, lazyload

from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignKind, CampaignState, MemberSilence, MemberState
from models.db import db
from models.files.tables import StoredFile
from models.people.tables import Staff
from models.surveys.tables import Invitation, QuestionnaireVersion, Response

PAGE = 50
EXPORTED_AT_ONCE = 2000


@dataclass(frozen=True)
class Counts:
    """How many of those drawn stand where, and why the silent ones are silent."""

    states: Mapping[MemberState, int] = field(default_factory=dict)
    silences: Mapping[MemberSilence, int] = field(default_factory=dict)
    reminded: int = 0
    answered: int = 0
    """Completed answers, in an anonymous campaign too; members learn of theirs only after the window."""
    begun: int = 0
    """Answers that were begun and not brought to their end."""

    @property
    def drawn(self) -> int:
        return sum(self.states.values())

    @property
    def asked(self) -> int:
        """To whom an invitation left, whatever became of it."""
        lost = self.silences.get(MemberSilence.NO_ANSWER, 0) + self.silences.get(MemberSilence.UNDELIVERED, 0)
        return sum(self.states.get(each, 0) for each in (MemberState.SENT, MemberState.ANSWERED)) + lost

    @property
    def waiting(self) -> int:
        return self.states.get(MemberState.WAITING, 0) + self.states.get(MemberState.QUEUED, 0)


@dataclass(frozen=True)
class Waiting:
    """How far the clock is with a campaign: so many of so many."""

    done: int
    of: int


_PEOPLE = (lazyload(Staff.grants), lazyload(Staff.department))


def listing(page: int = 1, *, size: int = PAGE) -> tuple[Sequence[Campaign], int]:
    """A page of campaigns, newest first, with who wrote each; and how many there are."""
    total = db.session.scalar(select(func.count(Campaign.id))) or 0
    page = min(max(page, 1), max(1, -(-total // size)))
    rows = db.session.scalars(
        select(Campaign)
        .options(joinedload(Campaign.by).options(*_PEOPLE))
        .order_by(Campaign.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    return rows, total


def answered_of(campaigns: Sequence[Campaign]) -> Mapping[int, tuple[int, int]]:
    """How many were drawn and how many answers were completed, by campaign id; two queries."""
    ids = [each.id for each in campaigns]
    drawn = dict(
        db.session.execute(
            select(CampaignMember.campaign_id, func.count())
            .where(CampaignMember.campaign_id.in_(ids))
            .group_by(CampaignMember.campaign_id)
        ).all()
    )
    answers = dict(
        db.session.execute(
            select(Invitation.campaign_id, func.count())
            .join(Response, Response.invitation_id == Invitation.id)
            .where(Invitation.campaign_id.in_(ids), Response.completed_at.is_not(None))
            .group_by(Invitation.campaign_id)
        ).all()
    )
    return {each: (drawn.get(each, 0), answers.get(each, 0)) for each in ids}


def find(number: str) -> Campaign | None:
    """A campaign by its number, with its people and its questionnaire."""
    return db.session.scalars(
        select(Campaign)
        .where(Campaign.number == number)
        .options(
            joinedload(Campaign.by).options(*_PEOPLE),
            joinedload(Campaign.started_by).options(*_PEOPLE),
            joinedload(Campaign.version),
            joinedload(Campaign.file),
        )
    ).one_or_none()


def held(campaign_id: int) -> Campaign | None:
    """A campaign as it is now, kept from all other writers until this transaction ends (H-07)."""
    return db.session.scalars(
        select(Campaign)
        .where(Campaign.id == campaign_id)
        .with_for_update(of=Campaign)
        .execution_options(populate_existing=True)
    ).one_or_none()


def mine(campaign_id: int, token: str) -> Campaign | None:
    """A campaign that this process prepares, held; None when it is another's by now."""
    found = held(campaign_id)
    ours = found is not None and found.claim == token and found.state is CampaignState.PREPARING
    return found if ours else None


def file_of(campaign: Campaign) -> StoredFile | None:
    """The list that a campaign takes its people from."""
    return db.session.get(StoredFile, campaign.file_id) if campaign.file_id else None


def counts_of(campaign: Campaign) -> Counts:
    """Where everybody drawn stands, in three queries whatever their number."""
    rows = db.session.execute(
        select(CampaignMember.state, CampaignMember.silence, func.count())
        .where(CampaignMember.campaign_id == campaign.id)
        .group_by(CampaignMember.state, CampaignMember.silence)
    )
    states: dict[MemberState, int] = {}
    silences: dict[MemberSilence, int] = {}
    for state, silence, count in rows:
        states[state] = states.get(state, 0) + count
        if silence is not None:
            silences[silence] = count
    reminded = select(func.count()).where(
        CampaignMember.campaign_id == campaign.id, CampaignMember.reminded.is_(True)
    )
    given = db.session.execute(
        select(func.count(Response.completed_at), func.count(Response.id))
        .join(Invitation, Invitation.id == Response.invitation_id)
        .where(Invitation.campaign_id == campaign.id)
    ).one()
    return Counts(states, silences, db.session.scalar(reminded) or 0, given[0], given[1] - given[0])


def count_open_answers(campaign: Campaign) -> Mapping[Any, int]:
    """How many answers of an open campaign were completed, by the way they came."""
    rows = db.session.execute(
        select(Response.reach, func.count())
        .join(Invitation, Invitation.id == Response.invitation_id)
        .where(Invitation.campaign_id == campaign.id, Response.completed_at.is_not(None))
        .group_by(Response.reach)
    )
    return dict(rows.all())


def progress_of(campaign: Campaign) -> Waiting:
    """How many members were written down, or asked, of how many."""
    if campaign.state is CampaignState.PREPARING:
        return Waiting(campaign.progress, max(campaign.progress, int(campaign.strata.get("to_draw", 0))))
    counts = counts_of(campaign)
    return Waiting(counts.drawn - counts.waiting, counts.drawn)


def open_with_code(code: str) -> Campaign | None:
    """The open campaign of an address or a poster, whatever its state, with its questionnaire."""
    return db.session.scalars(
        select(Campaign)
        .where(Campaign.code == code, Campaign.kind == CampaignKind.OPEN)
        .options(joinedload(Campaign.version))
    ).one_or_none()


def versions_to_ask() -> Sequence[QuestionnaireVersion]:
    """The latest published version of every questionnaire, by code."""
    latest = (
        select(QuestionnaireVersion.questionnaire, func.max(QuestionnaireVersion.number).label("number"))
        .where(QuestionnaireVersion.published_at.is_not(None))
        .group_by(QuestionnaireVersion.questionnaire)
        .subquery()
    )
    return db.session.scalars(
        select(QuestionnaireVersion)
        .join(
            latest,
            (latest.c.questionnaire == QuestionnaireVersion.questionnaire)
            & (latest.c.number == QuestionnaireVersion.number),
        )
        .order_by(QuestionnaireVersion.questionnaire)
    ).all()


def members_for_export(campaign: Campaign) -> Iterator[CampaignMember]:
    """Everybody drawn, in the order in which they were drawn, some thousand at a time."""
    after = 0
    while rows := db.session.scalars(
        select(CampaignMember)
        .where(CampaignMember.campaign_id == campaign.id, CampaignMember.id > after)
        .order_by(CampaignMember.id)
        .limit(EXPORTED_AT_ONCE)
    ).all():
        after = rows[-1].id
        yield from rows
        for row in rows:
            db.session.expunge(row)
