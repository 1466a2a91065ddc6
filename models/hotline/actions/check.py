"""Conflicts that come up later: taken back at once without a key, checked with one, replaced (W-04)."""

from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.errors import Invalid, WrongState
from models.hotline.actions.keepers import lock_keeper
from models.hotline.actions.keys import wipe
from models.hotline.actions.readers import grant, log, take_off
from models.hotline.actions.texts import lock
from models.hotline.queries.changes import is_changed, shares_of
from models.hotline.queries.keepers import active_keepers, candidates
from models.hotline.queries.opening import concern_in, opened_for_check, readers_of, reports_read_by
from models.hotline.rules.access import Access, KeyHolder
from models.hotline.rules.conflict import LEAST, Concern, barred, chosen
from models.hotline.tables import (
    HotlineKeeper,
    HotlineRecovery,
    HotlineReport,
    HotlineShare,
    IdentityHalf,
)
from models.hotline.words import KeeperState, ReportState
from models.people.queries import organisation_on
from models.people.rules import Organisation


def check_reports(holder: KeyHolder, *, now: datetime) -> None:
    """What an unlocked key makes possible: each report of this reader is checked against the house as it is.

    Readers who are barred now, this one included, lose their shares, and others free of conflict get one.
    Where nobody else is free, the last reader keeps a share that does not open while they are barred.
    """
    for report in reports_read_by(holder.keeper_id):
        _check(report, holder, now=now)


def _check(report: HotlineReport, holder: KeyHolder, *, now: datetime) -> None:
    access = opened_for_check(report, holder)
    if access is None:
        return
    house, concern = organisation_on(local_day(now)), concern_in(report, access)
    if _suits(report, concern, house):
        return
    try:
        report = lock(access)
    except WrongState:
        return  # somebody else changed its keys a moment ago, after the same check
    concern = concern_in(report, access)
    reading = {share.keeper_id: share.keeper for share in readers_of(report.id)}
    bad = {key for key, keeper in reading.items() if barred(keeper.staff_id, concern, house)}
    good = reading.keys() - bad
    missing = max(LEAST - len(good), int(report.needs_reader))
    if missing:
        others = [each for each in candidates(now) if each.keeper_id not in reading]
        found = chosen(others, concern, house, wanted=missing)[:missing]
        _give(report, access, [each.keeper_id for each in found], now=now)
        good |= {each.keeper_id for each in found}
        report.needs_reader = len(good) < LEAST
    if bad and good:
        log(access, report, "conflict", now=now)
        take_off(report, bad, now=now)


def _suits(report: HotlineReport, concern: Concern, house: Organisation) -> bool:
    """Whether enough read it and nobody who may not: then nothing is locked, however often they unlock."""
    if report.needs_reader:
        return False
    readers = [share.keeper.staff_id for share in readers_of(report.id)]
    return len(readers) >= LEAST and not any(barred(each, concern, house) for each in readers)


def _give(report: HotlineReport, access: Access, keepers: list[int], *, now: datetime) -> None:
    known = active_keepers(now)
    for keeper_id in keepers:
        grant(access, report, known[keeper_id], now=now)
        log(access, report, "reader_replaced", now=now, keeper=known[keeper_id].staff_id)


def take_back(share_id: int, *, now: datetime) -> bool:
    """The job's part: somebody new stands around a reader in the house, so their share goes at once.

    The next reader who unlocks grants one to somebody free. The share of a report's last reader stays, and
    opens only if the check at reading finds no conflict. Returns whether anything was taken back.
    """
    share = db.session.get(HotlineShare, share_id)
    if share is None or not is_changed(share, now=now):
        return False
    report = db.session.get_one(HotlineReport, share.report_id, with_for_update=True)
    if len(readers_of(report.id)) < 2:
        return False
    report.needs_reader = True
    take_off(report, {share.keeper_id}, now=now)
    return True


def give_up(holder: KeyHolder, *, now: datetime) -> None:
    """A reader gives their key back: see `end_keeper`.

    Raises Invalid("reader", "last_reader") where nobody else reads one of their reports: it is handed over
    before. Two who leave at once take turns, so that the second is told.
    """
    for share in shares_of(holder.keeper_id):
        db.session.get_one(HotlineReport, share.report_id, with_for_update=True)
        if len(readers_of(share.report_id)) < LEAST:
            raise Invalid("reader", "last_reader")
    end_keeper(holder.keeper_id, now=now)


def end_keeper(keeper_id: int, *, now: datetime) -> bool:
    """Who left the house or the role has no key any more: every share ends, and the private key is wiped.

    Returns whether that was still to be done. A report that loses its last reader so is opened again by its
    reporter's next visit: see `mend`.
    """
    keeper = db.session.get(HotlineKeeper, keeper_id, with_for_update=True, populate_existing=True)
    if keeper is None or keeper.state is KeeperState.LEFT:
        return False
    for share in shares_of(keeper_id):
        report = db.session.get_one(HotlineReport, share.report_id, with_for_update=True)
        if report.state is not ReportState.ERASED:
            take_off(report, {keeper_id}, now=now)
    wipe(HotlineShare, HotlineShare.keeper_id == keeper_id)
    wipe(IdentityHalf, IdentityHalf.keeper_id == keeper_id)
    lock_keeper(keeper_id)
    recovery = select(HotlineRecovery).where(HotlineRecovery.keeper_id == keeper_id)
    for row in db.session.scalars(recovery):
        db.session.delete(row)
    keeper.private_sealed = bytes(len(keeper.private_sealed or b""))
    keeper.recovery_sealed = bytes(len(keeper.recovery_sealed or b""))
    db.session.flush()
    keeper.private_sealed = keeper.recovery_sealed = None
    keeper.state, keeper.left_on = KeeperState.LEFT, local_day(now)
    keeper.version += 1
    db.session.flush()
    return True
