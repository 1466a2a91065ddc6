"""Retaliation: what befell a named reporter who agreed to be watched, told to their readers alone (W-08).

A reader's key opens a mark; the installation's pepper makes the mark of each person whom something befell.
Neither alone tells who reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from models.accountability.words import MeasureKind
from models.clock import SHANGHAI, local_day
from models.conduct.tables import LedgerAccount, LedgerEntry, Penalty
from models.conduct.words import AccountKind
from models.db import db
from models.errors import Damaged
from models.hotline.rules import places
from models.hotline.rules.access import Access
from models.hotline.rules.clocks import months_after
from models.hotline.rules.sealing import unseal_with
from models.hotline.rules.vault import Vault
from models.hotline.tables import HotlineReport
from models.hotline.words import Side
from models.people.tables import Posting, Staff
from models.rulebook.queries import hotline_at

TRANSFER, POINTS = "transfer", "points"


@dataclass(frozen=True)
class Blow:
    """Something that befell somebody: what, and on which day."""

    what: str
    on: date


def watch_in(report: HotlineReport, access: Access) -> bytes:
    """The mark of whom to watch over, or zeros. Raises Damaged."""
    sealed, pair = report.watch_sealed, access.pair(Side.WORK, report.sealed_epoch)
    if sealed is None or pair is None:
        raise Damaged("watch")
    return unseal_with(sealed, pair, places.watch(report.id, report.sealed_epoch))


def blows(report: HotlineReport, access: Access, *, vault: Vault, now: datetime) -> list[Blow]:
    """What befell the report's reporter since it came in, within the rulebook's months (W-08).

    Penalties, pay cuts, points against them, and transfers; nothing for a reporter who did not ask for it.
    """
    mark = watch_in(report, access)
    if not any(mark):
        return []
    until = months_after(report.received_on, hotline_at(now).watch_months)
    found = {
        Blow(what, on)
        for number, what, on in _befell(report.received_on)
        if report.received_on <= on <= until and vault.mark("watch", number) == mark
    }
    return sorted(found, key=lambda blow: (blow.on, blow.what))


def anything_since(day: date) -> bool:
    """Whether anything befell anybody on or after a day: then readers are asked to unlock and look."""
    return next(iter(_befell(day)), None) is not None


def _befell(since: date) -> Iterable[tuple[str, str, date]]:
    """Staff number, what, and when, of everybody whom something befell since a day."""
    begun = datetime.combine(since, time(), SHANGHAI)
    penalties = (
        select(Staff.number, Penalty.kind, Penalty.effective_at)
        .join(Staff, Staff.id == Penalty.staff_id)
        .where(Penalty.effective_at >= begun, Penalty.reversed_at.is_(None))
    )
    for number, kind, at in db.session.execute(penalties):
        yield number, MeasureKind(kind).value, local_day(at)
    points = (
        select(Staff.number, LedgerEntry.at)
        .select_from(LedgerEntry)
        .join(LedgerAccount, LedgerAccount.id == LedgerEntry.debit_id)
        .join(Staff, Staff.id == LedgerAccount.staff_id)
        .where(LedgerAccount.kind == AccountKind.PERSON, LedgerEntry.at >= begun)
    )
    for number, at in db.session.execute(points):
        yield number, POINTS, local_day(at)
    transfers = (
        select(Staff.number, Posting.from_on)
        .join(Staff, Staff.id == Posting.staff_id)
        .where(Posting.from_on >= since, Posting.from_on > Staff.joined_on)
    )
    for number, on in db.session.execute(transfers):
        yield number, TRANSFER, on
