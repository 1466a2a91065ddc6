"""Points are booked, and taken back by an entry the other way round; nothing is ever changed (C-04)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.clock import local_day
from models.conduct.rules.ledger import month_of
from models.conduct.tables import LedgerAccount, LedgerEntry, LedgerPeriod
from models.conduct.words import AccountKind, EntryCause, PeriodState
from models.db import db, insert_once
from models.errors import Invalid, WrongState
from models.events.actions import Actor, Subject, record
from models.events.tables import Party
from models.people.tables import Department, Staff

Holder = Staff | Department
"""Who can have points."""


def book(
    holder: Holder,
    points: int,
    *,
    cause: EntryCause,
    about: Subject,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> LedgerEntry:
    """Gives points to a person or department, or takes them away where `points` is below nothing.

    The entry belongs to the month of `now`. Records points.booked. Raises Invalid("points", "no_points") for
    none, and WrongState where that month is closed, which a right clock never meets.
    """
    if points == 0:
        raise Invalid("points", "no_points")
    theirs, ours = account_of(holder), house()
    debit, credit = (ours, theirs) if points > 0 else (theirs, ours)
    entry = LedgerEntry(
        period=open_period(now),
        debit=debit,
        credit=credit,
        points=abs(points),
        cause=cause,
        about=about.audit_name,
        reason=reason.strip(),
        by_id=None if isinstance(by, Party) else by.id,
        at=now,
    )
    db.session.add(entry)
    db.session.flush()
    record("points.booked", about, by=by, now=now, entry=entry.id, points=points, **_whose(holder))
    return entry


def reverse_entry(entry: LedgerEntry, reason: str, *, by: Actor, now: datetime) -> LedgerEntry:
    """Takes an entry back by one the other way round, in the month of `now`; the first one stays.

    Records points.reversed. Raises Invalid("reason", "required"), and WrongState for an entry that was
    taken back already or is itself a reversal.
    """
    if not reason.strip():
        raise Invalid("reason", "required")
    db.session.execute(select(LedgerEntry.id).where(LedgerEntry.id == entry.id).with_for_update())
    taken = db.session.scalar(select(LedgerEntry.id).where(LedgerEntry.reversal_of_id == entry.id))
    if entry.reversal_of_id is not None or taken is not None:
        raise WrongState("entry", "reversed")
    back = LedgerEntry(
        period=open_period(now),
        debit_id=entry.credit_id,
        credit_id=entry.debit_id,
        points=entry.points,
        cause=entry.cause,
        about=entry.about,
        reason=reason.strip(),
        reversal_of_id=entry.id,
        by_id=None if isinstance(by, Party) else by.id,
        at=now,
    )
    db.session.add(back)
    db.session.flush()
    record(
        "points.reversed",
        entry.about,
        by=by,
        now=now,
        entry=back.id,
        reversal_of=entry.id,
        points=entry.points,
    )
    return back


def reverse_all(about: Subject, reason: str, *, by: Actor, now: datetime) -> list[LedgerEntry]:
    """Takes back every entry about something that still counts; none, where all are taken back already."""
    reversed_ = select(LedgerEntry.reversal_of_id).where(LedgerEntry.reversal_of_id.is_not(None))
    standing = select(LedgerEntry).where(
        LedgerEntry.about == about.audit_name,
        LedgerEntry.reversal_of_id.is_(None),
        LedgerEntry.id.not_in(reversed_),
    )
    found = db.session.scalars(standing.order_by(LedgerEntry.id)).all()
    return [reverse_entry(each, reason, by=by, now=now) for each in found]


def account_of(holder: Holder) -> LedgerAccount:
    """The account of a person or department, opened when it is first needed."""
    if isinstance(holder, Staff):
        insert_once(LedgerAccount, kind=AccountKind.PERSON, staff_id=holder.id)
        return db.session.scalars(select(LedgerAccount).where(LedgerAccount.staff_id == holder.id)).one()
    insert_once(LedgerAccount, kind=AccountKind.DEPARTMENT, department_id=holder.id)
    return db.session.scalars(select(LedgerAccount).where(LedgerAccount.department_id == holder.id)).one()


def house() -> LedgerAccount:
    """The account that points come from and go back to."""
    insert_once(LedgerAccount, kind=AccountKind.HOUSE)
    return db.session.scalars(select(LedgerAccount).where(LedgerAccount.kind == AccountKind.HOUSE)).one()


def open_period(now: datetime) -> LedgerPeriod:
    """The month of a moment, kept open until this transaction ends. Raises WrongState when it is closed, or a
    later one is: what that began with stands in its report."""
    month = month_of(local_day(now))
    later = select(LedgerPeriod.id).where(
        LedgerPeriod.month > month, LedgerPeriod.state == PeriodState.CLOSED
    )
    if db.session.scalar(later.limit(1)) is not None:
        raise WrongState("period", PeriodState.CLOSED.value)
    insert_once(LedgerPeriod, month=month, state=PeriodState.OPEN)
    found = select(LedgerPeriod).where(LedgerPeriod.month == month)
    period = db.session.scalars(found.with_for_update().execution_options(populate_existing=True)).one()
    if not period.open:
        raise WrongState("period", period.state.value)
    return period


def _whose(holder: Holder) -> dict[str, Any]:
    return {"staff" if isinstance(holder, Staff) else "department": holder.id}
