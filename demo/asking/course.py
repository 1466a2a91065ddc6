"""The course of one campaign: written, drawn, started, sent, answered, reminded, ended (S-03).

The clock's jobs commit as they go; here their actions run one after the other in the one transaction of the
demo, at the moments of the past.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop
from random import Random
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from demo.asking.saying import Customer
from models.campaigns import actions, queries
from models.campaigns.actions import CampaignDraft
from models.campaigns.rules.audience import audience_of, sample_of
from models.campaigns.rules.draw import draw
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import MemberState
from models.db import db
from models.ids import LOCATOR_LENGTH, random_code
from models.outbox.actions import claim, mark_read, settle_failed, settle_sent
from models.outbox.tables import Delivery, Means, OutboxMessage
from models.people.tables import Staff
from models.rulebook.queries import rules_at
from models.surveys.actions import complete, keep, save
from models.surveys.document import Document
from models.surveys.tables import Invitation, QuestionnaireVersion
from models.surveys.words import Reach
from web.letters import Letter

MINUTE = timedelta(minutes=1)
LOST = 0.015
"""The share of mails that come back."""
NO_SUCH_BOX = "550 5.1.1 The mailbox does not exist"
GAVE_UP = 0.07
"""The share of those who leave before the end."""
MOODS = {"CW": -0.15, "JS": -0.3, "KF": 0.2, "MD1": 0.25, "MD2": 0.1, "YF": -0.1}
"""How content customers of a department are, beside all others, in points."""


class Post(Protocol):
    """Writes what a message says, as `web.letters.render` does."""

    def __call__(self, message: OutboxMessage, *, now: datetime) -> Letter: ...


@dataclass(frozen=True)
class People:
    """Who writes a campaign, and who lets it go out."""

    author: Staff
    starter: Staff


@dataclass(frozen=True)
class Temper:
    """How customers answer: which share of them, and how content in the mean, of five points."""

    share: float
    mood: float = 3.95


class Course:
    """One campaign on its way. `answers` counts those that came."""

    def __init__(
        self, draft: CampaignDraft, people: People, post: Post, draw: Random, *, now: datetime
    ) -> None:
        self.people, self.post, self.draw, self.answers = people, post, draw, 0
        self.campaign: Campaign = actions.write(draft, by=people.author, now=now)

    def drawn(self, seed: str, *, now: datetime) -> None:
        """Freezes the audience, and writes down who is drawn; a seed of our own draws the same each time."""
        campaign = self.campaign
        campaign.sample = {**campaign.sample, "seed": seed}
        actions.freeze(campaign, by=self.people.author, now=now, seen=None)
        audience = audience_of(campaign.audience)
        sample = sample_of(campaign.sample, audience).model_copy(update={"seed": seed})
        found = draw(queries.units_of(audience, sample.by, rules_at(now), before=now), sample)
        actions.add_members(campaign.id, queries.contacts_of(found.units), now=now)
        if campaign.secret is not None:
            links = [(locator_of(campaign.secret, each.id), each.language) for each in self._members()]
            actions.make_anonymous_links(campaign, sorted(links), now=now)
        actions.end_preparing(campaign, found, now=now + MINUTE)
        mark_read(self.people.author.id, now=now + MINUTE, about=campaign.audit_name)

    def started(self, *, now: datetime) -> None:
        """A second person starts it."""
        actions.start(self.campaign, by=self.people.starter, now=now, seen=None)

    def asked(self, *, now: datetime) -> None:
        """Queues invitations at the campaign's rate and sends them, until everybody had their turn."""
        self._leave(lambda at: actions.ask_next(self.campaign, now=at), now)

    def reminded(self, *, now: datetime) -> None:
        """The same for reminders, and for those who had been asked too often before."""
        self.asked(now=now)
        now += 10 * MINUTE
        actions.follow(self.campaign)
        db.session.expire_all()
        self._leave(lambda at: actions.remind_next(self.campaign, now=at), now)

    def answered(self, temper: Temper, *, since: datetime, until: datetime) -> None:
        """Some of those whom a letter has reached and who have not answered do so, most of them soon."""
        document = self._document()
        actions.follow(self.campaign)
        db.session.expire_all()
        links = self._invitations()
        coming: list[tuple[datetime, int, Invitation, CampaignMember]] = []
        for member in self._members():
            invitation = links.get(self._link(member))
            if member.state is not MemberState.SENT or invitation is None or invitation.response is not None:
                continue
            if self.draw.random() < temper.share:
                wait = timedelta(hours=min(self.draw.expovariate(1 / 30), 300))
                at = _awake(since + 20 * MINUTE + wait, self.draw)
                coming.append((at, member.id, invitation, member))
        heapify(coming)
        while coming:
            at, _place, invitation, member = heappop(coming)
            if at < until - 5 * MINUTE:
                mood = temper.mood + MOODS.get(member.stratum, 0)
                self._says(document, invitation, mood, now=at)
        actions.follow(self.campaign)

    def visited(self, temper: Temper, moments: Sequence[tuple[datetime, Reach]]) -> None:
        """Whoever comes by an open one answers."""
        document = self._document()
        for at, reach in moments:
            language = "en" if self.draw.random() < 0.05 else "zh"
            invitation = actions.admit(
                self.campaign, random_code(LOCATOR_LENGTH), language=language, reach=reach, now=at
            )
            self._says(document, invitation, temper.mood, now=at)

    def ended(self, *, now: datetime) -> None:
        """The window is over; an anonymous one is sealed."""
        campaign = self.campaign
        actions.end(campaign, now=now)
        db.session.expire_all()
        if campaign.anonymous:
            actions.note_anonymous_answers(campaign, 0, limit=10_000)
            actions.seal(campaign, now=now + MINUTE)
        for person in (self.people.author, self.people.starter):
            mark_read(person.id, now=now + 10 * MINUTE, about=campaign.audit_name)

    def _says(self, document: Document, invitation: Invitation, mood: float, *, now: datetime) -> None:
        mood = min(5.4, max(0.8, self.draw.gauss(mood, 0.9)))
        customer = Customer(mood, invitation.language, self.draw, self.campaign.questionnaire)
        stops = self.draw.randint(1, 3) if self.draw.random() < GAVE_UP else None
        at, said = now, {}
        for place, (question, answer) in enumerate(customer.says(document)):
            if place == stops:
                break
            if invitation.response is None:
                save(invitation, question, answer, now=at)
            else:
                keep(invitation.response.id, question, answer, now=at, blurred_to=invitation.blurred_to)
            said[question.code] = answer
            at += timedelta(seconds=self.draw.randint(4, 15))
        else:
            complete(invitation, said, now=at)
        self.answers += 1

    def _leave(self, turn: Callable[[datetime], int], now: datetime) -> None:
        while turn(now):
            self._delivered(now)
            now += MINUTE

    def _delivered(self, now: datetime) -> None:
        """What waits about this campaign leaves within the minute; a few mails come back."""
        for message in self._waiting():
            mine = claim(message.id, now=now)
            assert mine is not None
            letter = self.post(message, now=now)
            if message.means is Means.EMAIL and self.draw.random() < LOST:
                settle_failed(mine, error=NO_SUCH_BOX, waits=(), final=True, now=now)
                continue
            settle_sent(
                mine,
                subject=letter.subject,
                text=letter.text if letter.kept_text is None else letter.kept_text,
                html=letter.html if letter.kept_html is None else letter.kept_html,
                now=now,
            )
        actions.follow(self.campaign)
        db.session.expire_all()

    def _waiting(self) -> Sequence[OutboxMessage]:
        members = select(CampaignMember.id).where(CampaignMember.campaign_id == self.campaign.id)
        names = {f"campaign_member:{each}" for each in db.session.scalars(members)}
        waiting = select(OutboxMessage).where(OutboxMessage.state == Delivery.WAITING)
        found = db.session.scalars(waiting.order_by(OutboxMessage.id))
        return [each for each in found if each.about in names]

    def _members(self) -> Sequence[CampaignMember]:
        found = select(CampaignMember).where(CampaignMember.campaign_id == self.campaign.id)
        return db.session.scalars(found.order_by(CampaignMember.id)).all()

    def _invitations(self) -> dict[Any, Invitation]:
        """By what members know of them: the row's id or, in an anonymous one, its locator."""
        found = db.session.scalars(
            select(Invitation)
            .where(Invitation.campaign_id == self.campaign.id)
            .options(selectinload(Invitation.response))
        )
        anonymous = self.campaign.anonymous
        return {each.locator if anonymous else each.id: each for each in found}

    def _link(self, member: CampaignMember) -> Any:
        secret = self.campaign.secret
        return locator_of(secret, member.id) if secret is not None else member.invitation_id

    def _document(self) -> Document:
        return db.session.get_one(QuestionnaireVersion, self.campaign.version_id).content


def _awake(moment: datetime, draw: Random) -> datetime:
    """Nobody answers at night: then it is the morning."""
    hour = (moment.hour + 8) % 24
    return moment + timedelta(hours=(31 - hour) % 24, minutes=draw.randint(0, 90)) if hour < 7 else moment
