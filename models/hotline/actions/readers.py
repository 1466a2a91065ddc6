"""Who reads a report: one more, one less, handing over; each grant is checked for conflict (W-04)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.hotline.actions.keys import forget_requests, give_share, give_version, new_keys, wipe
from models.hotline.actions.texts import add_entry, lock, written
from models.hotline.queries.keepers import active_keepers
from models.hotline.queries.opening import concern_in, open_as_reader, readers_of
from models.hotline.rules import places
from models.hotline.rules.access import Access, KeyHolder
from models.hotline.rules.conflict import barred
from models.hotline.rules.sealing import seal_secret, unseal_secret
from models.hotline.tables import HotlineKeeper, HotlineReport, HotlineShare, IdentityHalf, IdentityRequest
from models.hotline.words import EntryKind, Side
from models.people.queries import organisation_on


def free_keepers(access: Access, *, now: datetime) -> list[HotlineKeeper]:
    """Who holds a key, does not read this report, and is free of conflict with it today (W-04)."""
    report = db.session.get_one(HotlineReport, access.report_id)
    house, concern = organisation_on(local_day(now)), concern_in(report, access)
    reading = {share.keeper_id for share in readers_of(report.id)}
    return [
        keeper
        for keeper in active_keepers(now).values()
        if keeper.id not in reading and not barred(keeper.staff_id, concern, house)
    ]


def add_reader(access: Access, keeper_id: int, reason: str, *, now: datetime) -> None:
    """Gives one more supervisor all versions of the keys that the giver has. What was done is sealed on it.

    Raises NotAllowed("conflict") for whoever is not free or holds no key, Invalid("reason", "required").
    """
    report = lock(access)
    reason = written(reason, "reason", most=1000)
    keeper = next((each for each in free_keepers(access, now=now) if each.id == keeper_id), None)
    if keeper is None:
        raise NotAllowed("conflict")
    grant(access, report, keeper, now=now)
    log(access, report, "reader_added", now=now, text=reason, keeper=keeper.staff_id)


def grant(access: Access, report: HotlineReport, keeper: HotlineKeeper, *, now: datetime) -> None:
    """Seals every version that `access` holds to one more reader; who asks has checked for conflict."""
    for epoch, keys in access.keys.items():
        give_share(report.id, epoch, keys, keeper, now=now)
    report.needs_reader = False
    report.version += 1
    db.session.flush()


def recuse(access: Access, holder: KeyHolder, reason: str, *, now: datetime) -> None:
    """A reader takes themselves off, for a reason; the report gets a new version of its keys.

    Raises Invalid("reader", "last_reader") where nobody else reads it: they hand it over instead.
    """
    report = lock(access)
    reason = written(reason, "reason", most=1000)
    if len(readers_of(report.id)) < 2:
        raise Invalid("reader", "last_reader")
    log(access, report, "recused", now=now, text=reason)
    take_off(report, {holder.keeper_id}, now=now)


def hand_over(access: Access, holder: KeyHolder, keeper_id: int, reason: str, *, now: datetime) -> None:
    """Another supervisor reads it in a reader's place, with their halves of the identity.

    Raises as `add_reader`.
    """
    add_reader(access, keeper_id, reason, now=now)
    report = db.session.get_one(HotlineReport, access.report_id)
    _move_halves(report, holder, db.session.get_one(HotlineKeeper, keeper_id))
    log(access, report, "handed_over", now=now, text=written(reason, "reason"))
    take_off(report, {holder.keeper_id}, now=now)


def take_off(report: HotlineReport, keepers: Collection[int], *, now: datetime) -> None:
    """Removes readers with all their shares and halves, and makes a new version of the keys for the others.

    It needs no private key, so jobs do it too. What follows is sealed to the new version.
    """
    wipe(HotlineShare, HotlineShare.report_id == report.id, HotlineShare.keeper_id.in_(keepers))
    wipe(IdentityHalf, IdentityHalf.report_id == report.id, IdentityHalf.keeper_id.in_(keepers))
    forget_requests(
        IdentityRequest.report_id == report.id,
        IdentityRequest.asked_by_id.in_(keepers) | IdentityRequest.asked_of_id.in_(keepers),
    )
    left = [share.keeper for share in readers_of(report.id)]
    report.epoch += 1
    report.version += 1
    report.needs_reader = report.needs_reader or len(left) < 2
    db.session.flush()
    give_version(report, new_keys(), left, now=now)


def log(
    access: Access, report: HotlineReport, what: str, *, now: datetime, text: str = "", **facts: object
) -> None:
    """What a reader did, sealed among the readers' texts: the report's own trail."""
    data = {"what": what, **facts}
    add_entry(access, report, EntryKind.LOG, Side.WORK, text, now=now, data=data)


def reopened(report: HotlineReport, holder: KeyHolder, *, now: datetime) -> Access:
    """The report with its newest keys, after they changed. Raises WrongState for who reads it no more."""
    access = open_as_reader(report, holder, now=now)
    if access is None:
        raise WrongState("report", "taken_off")
    return access


def _move_halves(report: HotlineReport, holder: KeyHolder, to: HotlineKeeper) -> None:
    halves = db.session.scalars(
        select(IdentityHalf).where(
            IdentityHalf.report_id == report.id, IdentityHalf.keeper_id == holder.keeper_id
        )
    ).all()
    for half in halves:
        plain = unseal_secret(
            half.sealed, holder.pair, places.identity_half(report.id, half.pair, holder.keeper_id)
        )
        half.keeper_id = to.id
        half.sealed = seal_secret(plain, to.public_key, places.identity_half(report.id, half.pair, to.id))
    db.session.flush()
