"""Balances and entries of the points ledger: always summed, never stored (C-04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Subquery, case, func, or_, select, union_all
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from models.conduct.queries.scope import departments_read
from models.conduct.tables import LedgerAccount, LedgerEntry, LedgerPeriod
from models.db import db
from models.people.queries import works_on
from models.people.tables import Department, Staff

Holder = TypeVar("Holder", Staff, Department)


@dataclass(frozen=True)
class Booked:
    """An entry as one account sees it: its points above or below nothing, and what it held after it."""

    entry: LedgerEntry
    points: int
    balance: int
    reversed: bool


@dataclass(frozen=True)
class Standing(Generic[Holder]):
    """What a person or department holds, and what was given and taken since a day."""

    holder: Holder
    balance: int
    added: int
    taken: int


def account(holder: Staff | Department) -> LedgerAccount | None:
    """The account of a person or department; None before its first entry."""
    own = LedgerAccount.staff_id if isinstance(holder, Staff) else LedgerAccount.department_id
    return db.session.scalars(select(LedgerAccount).where(own == holder.id)).one_or_none()


def balance_of(holder: Staff | Department) -> int:
    """How many points somebody has: the sum of all entries."""
    theirs = account(holder)
    if theirs is None:
        return 0
    return (
        db.session.scalar(select(func.coalesce(func.sum(_signed(theirs.id)), 0)).where(_touches(theirs.id)))
        or 0
    )


def moved_since(holder: Staff | Department, since: date) -> tuple[int, int]:
    """How many points somebody was given, and how many were taken, from the month of `since` on."""
    theirs = account(holder)
    if theirs is None:
        return 0, 0
    sums = _sums(since)
    found = select(sums.c.added, sums.c.taken).where(sums.c.account == theirs.id)
    added, taken = db.session.execute(found).one()
    return added, taken


def entries_of(holder: Staff | Department, *, offset: int = 0, limit: int = 50) -> Sequence[Booked]:
    """The entries of an account, the latest first, each with the balance after it."""
    theirs = account(holder)
    if theirs is None:
        return []
    points = _signed(theirs.id)
    running = func.sum(points).over(order_by=LedgerEntry.id)
    back = select(LedgerEntry.reversal_of_id).where(LedgerEntry.reversal_of_id.is_not(None)).scalar_subquery()
    rows = select(
        LedgerEntry.id,
        points.label("points"),
        running.label("balance"),
        LedgerEntry.id.in_(back).label("reversed"),
    ).where(_touches(theirs.id))
    numbered = rows.subquery()
    found = (
        select(LedgerEntry, numbered.c.points, numbered.c.balance, numbered.c.reversed)
        .join(numbered, numbered.c.id == LedgerEntry.id)
        .options(joinedload(LedgerEntry.period), joinedload(LedgerEntry.by).options(*_quiet()))
        .order_by(LedgerEntry.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [Booked(entry, *rest) for entry, *rest in db.session.execute(found)]


def count_entries(holder: Staff | Department) -> int:
    """How many entries an account has."""
    theirs = account(holder)
    if theirs is None:
        return 0
    counted = select(func.count()).select_from(LedgerEntry).where(_touches(theirs.id))
    return db.session.scalar(counted) or 0


def people_standing(
    by: Staff,
    since: date,
    today: date,
    *,
    department_id: int | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> Sequence[Standing[Staff]]:
    """The people whose points somebody may read, who work here or hold any, the most points first."""
    sums = _sums(since)
    found = (
        select(Staff, *_figures(sums))
        .outerjoin(LedgerAccount, LedgerAccount.staff_id == Staff.id)
        .outerjoin(sums, sums.c.account == LedgerAccount.id)
        .where(*_people(by, today, department_id))
        .options(lazyload(Staff.grants))
        .order_by(func.coalesce(sums.c.balance, 0).desc(), Staff.number)
    )
    return [
        Standing(row[0], row[1], row[2], row[3])
        for row in db.session.execute(found.offset(offset).limit(limit))
    ]


def count_people(by: Staff, today: date, *, department_id: int | None = None) -> int:
    """How many people `people_standing` has."""
    counted = (
        select(func.count(Staff.id))
        .outerjoin(LedgerAccount, LedgerAccount.staff_id == Staff.id)
        .where(*_people(by, today, department_id))
    )
    return db.session.scalar(counted) or 0


def departments_standing(by: Staff, since: date) -> Sequence[tuple[Standing[Department], int]]:
    """The departments whose points somebody may read, each with the points of all who work in it."""
    seen, sums = departments_read(by), _sums(since)
    theirs = (
        select(Staff.department_id, func.sum(sums.c.balance).label("people"))
        .join(LedgerAccount, LedgerAccount.staff_id == Staff.id)
        .join(sums, sums.c.account == LedgerAccount.id)
        .where(Staff.left_on.is_(None))
        .group_by(Staff.department_id)
        .subquery()
    )
    found = (
        select(Department, *_figures(sums), func.coalesce(theirs.c.people, 0))
        .outerjoin(LedgerAccount, LedgerAccount.department_id == Department.id)
        .outerjoin(sums, sums.c.account == LedgerAccount.id)
        .outerjoin(theirs, theirs.c.department_id == Department.id)
        .where(Department.closed_on.is_(None))
        .order_by(Department.position, Department.id)
    )
    if seen is not None:
        found = found.where(Department.id.in_(seen))
    return [(Standing(row[0], row[1], row[2], row[3]), row[4]) for row in db.session.execute(found)]


def _people(by: Staff, today: date, department_id: int | None) -> list[ColumnElement[bool]]:
    seen = departments_read(by)
    wanted: list[ColumnElement[bool]] = [or_(works_on(today), LedgerAccount.id.is_not(None))]
    if seen is not None:
        wanted.append(Staff.department_id.in_(seen))
    if department_id is not None:
        wanted.append(Staff.department_id == department_id)
    return wanted


def _sums(since: date) -> Subquery:
    """What each account holds, and what it was given and gave from the month of `since` on."""
    recent = LedgerPeriod.month >= since
    received = select(
        LedgerEntry.credit_id.label("account"),
        LedgerEntry.points.label("points"),
        case((recent, LedgerEntry.points), else_=0).label("added"),
        case((recent, 0), else_=0).label("taken"),
    ).join(LedgerPeriod, LedgerPeriod.id == LedgerEntry.period_id)
    given = select(
        LedgerEntry.debit_id,
        -LedgerEntry.points,
        case((recent, 0), else_=0),
        case((recent, LedgerEntry.points), else_=0),
    ).join(LedgerPeriod, LedgerPeriod.id == LedgerEntry.period_id)
    both = union_all(received, given).subquery()
    return (
        select(
            both.c.account,
            func.sum(both.c.points).label("balance"),
            func.sum(both.c.added).label("added"),
            func.sum(both.c.taken).label("taken"),
        )
        .group_by(both.c.account)
        .subquery()
    )


def _figures(sums: Subquery) -> list[ColumnElement[int]]:
    return [func.coalesce(column, 0) for column in (sums.c.balance, sums.c.added, sums.c.taken)]


def _signed(account_id: int) -> ColumnElement[int]:
    return case((LedgerEntry.credit_id == account_id, LedgerEntry.points), else_=-LedgerEntry.points)


def _touches(account_id: int) -> ColumnElement[bool]:
    return or_(LedgerEntry.credit_id == account_id, LedgerEntry.debit_id == account_id)


def _quiet() -> tuple[_AbstractLoad, ...]:
    return lazyload(Staff.grants), lazyload(Staff.department)
