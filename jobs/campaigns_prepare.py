"""Writing down who was drawn for a campaign: by one process at a time, some hundred members a commit (S-03).

The drawing depends on the audience, the moment of freezing and the seed alone, so it can be done again
after a crash: members who are missing are added, members who are not drawn are removed, and when nothing
is left to do the campaign is ready. A process that dies leaves its claim behind, which runs out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import select

from jobs.job import Tally, each_apart, running, stopping, write
from models.campaigns import actions, queries
from models.campaigns.rules.audience import Audience, By, Sample, Source, audience_of, sample_of
from models.campaigns.rules.draw import Drawn, Unit, draw
from models.campaigns.rules.listed import Listed, people_of
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign, CampaignMember
from models.customers.queries import known_by
from models.db import db
from models.files.rules import extension_of
from models.files.storage import FolderStore, Store
from models.imports.rules.header import table_of
from models.imports.rules.opening import open_sheet
from models.imports.rules.sheet import Unreadable
from models.rulebook.queries import rules_at
from models.surveys.tables import Invitation
from web.config import Config
from web.home import Home

Item = TypeVar("Item")
CHUNK = 500
MOST_ATTEMPTS = 5


def prepare(now: datetime) -> Tally:
    """Takes every campaign whose audience was frozen to where a person can start it."""
    config: Config = current_app.config["HUIYIN"]
    store = FolderStore(Home(config.home).files)
    clock = running(now)
    return each_apart(
        queries.to_prepare(now), lambda each: work_on(each, store=store, now=clock), name="campaigns-prepare"
    )


def work_on(campaign_id: int, *, store: Store, now: Callable[[], datetime]) -> bool:
    """Prepares one campaign to its end; False where another has it, or this process must end."""
    token = write(lambda: actions.claim(campaign_id, now=now()))
    if token is None:
        return False
    turn = _Turn(campaign_id, token, now)
    campaign = db.session.get_one(Campaign, campaign_id, populate_existing=True)
    if campaign.attempts > MOST_ATTEMPTS:
        return turn.end(lambda mine: actions.fail_preparing(mine, "fault", now=now()))
    try:
        frame = _Frame.of(campaign, store)
    except Unreadable as problem:
        db.session.rollback()
        why = problem.why
        return turn.end(lambda mine: actions.fail_preparing(mine, why, now=now()))
    if not frame.drawn.units:
        return turn.end(lambda mine: actions.fail_preparing(mine, "nobody", now=now()))
    return (
        turn.end(lambda mine: actions.begin_preparing(mine, to_draw=len(frame.drawn.units)))
        and _members(turn, frame)
        and _links(turn)
        and turn.end(lambda mine: actions.end_preparing(mine, frame.drawn, now=now()))
    )


@dataclass(frozen=True)
class _Turn:
    """A campaign that this process has claimed."""

    campaign_id: int
    token: str
    now: Callable[[], datetime]

    def keep(self, do: Callable[[], None], *, progress: int) -> bool:
        """Writes a part in a transaction of its own; False when the campaign is not ours any more, or when
        this process is to end and has given it back.
        """
        if stopping():
            write(lambda: actions.give_back(self.campaign_id, self.token))
            return False
        kept = write(lambda: self._keep(do, progress))
        db.session.expunge_all()
        return kept

    def end(self, do: Callable[[Campaign], None]) -> bool:
        """Changes the campaign itself; False when it is not ours any more."""
        return write(lambda: self._end(do))

    def _keep(self, do: Callable[[], None], progress: int) -> bool:
        if not actions.hold(self.campaign_id, self.token, progress=progress, now=self.now()):
            return False
        do()
        return True

    def _end(self, do: Callable[[Campaign], None]) -> bool:
        found = queries.mine(self.campaign_id, self.token)
        if found is None:
            return False
        do(found)
        return True


@dataclass(frozen=True)
class _Frame:
    """Who was drawn, and how a chunk of them is reached."""

    drawn: Drawn
    contacts: Callable[[Sequence[Unit]], list[dict[str, Any]]]
    listed: bool

    @staticmethod
    def of(campaign: Campaign, store: Store) -> "_Frame":
        """Reads the audience as it was when frozen. Raises Unreadable for a list that cannot be read."""
        assert campaign.frozen_at is not None
        audience = audience_of(campaign.audience)
        sample = sample_of(campaign.sample, audience).model_copy(update={"seed": campaign.sample["seed"]})
        if audience.source is Source.LIST:
            return _listed(campaign, audience, sample, store)
        rules = rules_at(campaign.frozen_at)
        units = queries.units_of(audience, sample.by, rules, before=campaign.frozen_at)
        return _Frame(draw(units, sample), queries.contacts_of, listed=False)


def _listed(campaign: Campaign, audience: Audience, sample: Sample, store: Store) -> _Frame:
    file = queries.file_of(campaign)
    if file is None:
        raise Unreadable("file_lost")
    try:
        content = store.open(file.key)
    except FileNotFoundError:
        raise Unreadable("file_lost") from None
    with content:
        table = table_of(open_sheet(content, extension_of(file.name)))
        wanted = {person.line: person for person in people_of(table)}
    customers = _customers(list(wanted.values()))
    once: dict[int, int] = {}
    units = []
    for person in wanted.values():
        customer = customers.get(person.line)
        if audience.regions and person.region not in audience.regions:
            continue
        if customer is not None and once.setdefault(customer, person.line) != person.line:
            continue
        units.append(Unit(person.line, None, person.region if sample.by is By.REGION else ""))

    def contacts(some: Sequence[Unit]) -> list[dict[str, Any]]:
        return [_row(wanted[unit.key], unit, customers.get(unit.key)) for unit in some]

    return _Frame(draw(units, sample), contacts, listed=True)


def _customers(people: Sequence[Listed]) -> Mapping[int, int]:
    """Which of the people on a list we know, by line: so their wishes and limits hold (R-03)."""
    found: dict[int, int] = {}
    for some in _chunks(people):
        known = known_by(some)
        for person in some:
            for way in (("phone", person.phone), ("email", person.email), ("account", person.account)):
                if way[1] and (way[0], way[1]) in known:
                    found[person.line] = known[(way[0], way[1])]["id"]
                    break
    return found


def _row(person: Listed, unit: Unit, customer: int | None) -> dict[str, Any]:
    return {
        "customer_id": customer,
        "case_id": None,
        "line": person.line,
        "to_name": person.name,
        "to_address": person.email,
        "to_phone": person.phone,
        "language": person.language,
        "stratum": unit.stratum,
    }


def _members(turn: _Turn, frame: _Frame) -> bool:
    """Adds who is missing, and removes whom an earlier attempt wrote down otherwise."""
    key = CampaignMember.line if frame.listed else CampaignMember.customer_id
    there = dict(
        db.session.execute(
            select(key, CampaignMember.id).where(CampaignMember.campaign_id == turn.campaign_id)
        ).all()
    )
    wanted = {unit.key for unit in frame.drawn.units}
    for ids in _chunks([member for unit, member in there.items() if unit not in wanted]):
        if not turn.keep(partial(actions.drop_members, ids), progress=0):
            return False
    done = len(wanted & there.keys())
    for some in _chunks([unit for unit in frame.drawn.units if unit.key not in there]):
        contacts = frame.contacts(some)
        done += len(contacts)
        added = partial(actions.add_members, turn.campaign_id, contacts, now=turn.now())
        if not turn.keep(added, progress=done):
            return False
    return True


def _links(turn: _Turn) -> bool:
    """Of an anonymous campaign: an invitation for each member, in an order that is chance (S-04)."""
    campaign = db.session.get_one(Campaign, turn.campaign_id, populate_existing=True)
    if not campaign.anonymous or campaign.secret is None:
        return True
    secret, done = campaign.secret, campaign.progress
    members = db.session.execute(
        select(CampaignMember.id, CampaignMember.language).where(
            CampaignMember.campaign_id == turn.campaign_id
        )
    )
    wanted = {locator_of(secret, member): language for member, language in members}
    made = set(
        db.session.scalars(select(Invitation.locator).where(Invitation.campaign_id == turn.campaign_id))
    )
    for some in _chance(wanted, made):
        if not turn.keep(partial(_make, turn.campaign_id, some, turn.now()), progress=done):
            return False
    return True


def _chance(wanted: Mapping[str, str], made: set[str]) -> Iterator[Sequence[tuple[str, str]]]:
    """Locators are as good as chance: in their own order they say nothing of whose they are."""
    yield from _chunks(sorted((each, wanted[each]) for each in wanted.keys() - made))


def _make(campaign_id: int, chunk: Sequence[tuple[str, str]], now: datetime) -> None:
    actions.make_anonymous_links(db.session.get_one(Campaign, campaign_id), chunk, now=now)


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
