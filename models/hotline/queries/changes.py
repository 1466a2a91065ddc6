"""Shares whose reader's surroundings have changed, and keys whose holder may hold them no more (W-04)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.hotline.queries.keepers import standing_of
from models.hotline.rules.conflict import surroundings
from models.hotline.tables import HotlineKeeper, HotlineReport, HotlineShare
from models.hotline.words import KeeperState, ReportState
from models.people.queries import organisation_on
from models.rulebook.queries import hotline_at


def changed_shares(now: datetime) -> list[int]:
    """The ids of newest shares around whose reader somebody new stands since they were granted."""
    found = (
        select(HotlineShare)
        .join(HotlineReport, HotlineReport.id == HotlineShare.report_id)
        .where(HotlineShare.epoch == HotlineReport.epoch, HotlineReport.state != ReportState.ERASED)
    )
    house = organisation_on(local_day(now))
    around: dict[int, set[str]] = {}
    ids = []
    for share in db.session.scalars(found):
        staff_id = share.keeper.staff_id
        if staff_id not in around:
            around[staff_id] = set(surroundings(staff_id, house))
        if around[staff_id] - set(share.line):
            ids.append(share.id)
    return ids


def is_changed(share: HotlineShare, *, now: datetime) -> bool:
    """Whether somebody new stands around its reader."""
    around = surroundings(share.keeper.staff_id, organisation_on(local_day(now)))
    return bool(set(around) - set(share.line))


def shares_of(keeper_id: int) -> Sequence[HotlineShare]:
    """One share for each report that somebody reads, of its newest version."""
    found = (
        select(HotlineShare)
        .join(HotlineReport, HotlineReport.id == HotlineShare.report_id)
        .where(HotlineShare.keeper_id == keeper_id, HotlineShare.epoch == HotlineReport.epoch)
    )
    return db.session.scalars(found).all()


def ended_keepers(now: datetime) -> list[int]:
    """The ids of keys whose holders left the house, or have not the part any more in which they hold them."""
    rules = hotline_at(now)
    held = select(HotlineKeeper).where(HotlineKeeper.state != KeeperState.LEFT)
    return [
        keeper.id
        for keeper in db.session.scalars(held)
        if standing_of(keeper.staff, rules, now) is not keeper.standing
    ]
