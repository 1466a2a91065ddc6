"""The months of the points ledger and their reports (C-04)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func, select, union_all
from sqlalchemy.orm import joinedload, lazyload

from models.conduct.queries.scope import departments_read
from models.conduct.rules.ledger import Line, Movement, Report, report_of
from models.conduct.tables import LedgerAccount, LedgerEntry, LedgerPeriod
from models.conduct.words import EntryCause, PeriodState
from models.db import db
from models.people.tables import Department, Staff


def periods() -> Sequence[tuple[LedgerPeriod, int]]:
    """All months with how many entries each has, the latest first."""
    found = (
        select(LedgerPeriod, func.count(LedgerEntry.id))
        .outerjoin(LedgerEntry, LedgerEntry.period_id == LedgerPeriod.id)
        .options(
            joinedload(LedgerPeriod.closed_by).options(lazyload(Staff.grants), lazyload(Staff.department))
        )
        .group_by(LedgerPeriod.id)
        .order_by(LedgerPeriod.month.desc())
    )
    return [(period, entries) for period, entries in db.session.execute(found)]


def period_of(month: date) -> LedgerPeriod | None:
    """A month of the ledger; None where nothing was ever booked in it."""
    found = select(LedgerPeriod).where(LedgerPeriod.month == month)
    named = joinedload(LedgerPeriod.closed_by).options(lazyload(Staff.grants), lazyload(Staff.department))
    return db.session.scalars(found.options(named)).one_or_none()


def first_open_before(month: date) -> date | None:
    """The first month before this one that is still open."""
    found = select(func.min(LedgerPeriod.month)).where(
        LedgerPeriod.month < month, LedgerPeriod.state == PeriodState.OPEN
    )
    return db.session.scalar(found)


def report_for(month: date) -> Report:
    """The report of a month from its entries, as it would be closed now."""
    opening = select(LedgerEntry.credit_id.label("account"), LedgerEntry.points.label("points"))
    given = select(LedgerEntry.debit_id, -LedgerEntry.points)
    before = LedgerPeriod.month < month
    joined = [
        each.join(LedgerPeriod, LedgerPeriod.id == LedgerEntry.period_id).where(before)
        for each in (opening, given)
    ]
    both = union_all(*joined).subquery()
    held = db.session.execute(select(both.c.account, func.sum(both.c.points)).group_by(both.c.account))
    booked = (
        select(LedgerEntry.debit_id, LedgerEntry.credit_id, LedgerEntry.points, LedgerEntry.reversal_of_id)
        .join(LedgerPeriod, LedgerPeriod.id == LedgerEntry.period_id)
        .where(LedgerPeriod.month == month)
        .order_by(LedgerEntry.id)
    )
    movements = [
        Movement(debit, credit, points, month, back is not None)
        for debit, credit, points, back in db.session.execute(booked)
    ]
    return report_of(month, {account: int(points) for account, points in held}, movements)


def lost_points(period: LedgerPeriod) -> dict[int, int]:
    """How many points each department lost in a month by penalties, its own and those of its people, less
    what was given back in it; by the id of the department, where any were lost. One query."""
    place = func.coalesce(LedgerAccount.department_id, Staff.department_id)
    lost = case((LedgerEntry.reversal_of_id.is_(None), LedgerEntry.points), else_=-LedgerEntry.points)
    theirs = case((LedgerEntry.reversal_of_id.is_(None), LedgerEntry.debit_id), else_=LedgerEntry.credit_id)
    found = (
        select(place, func.sum(lost))
        .select_from(LedgerEntry)
        .join(LedgerAccount, LedgerAccount.id == theirs)
        .outerjoin(Staff, Staff.id == LedgerAccount.staff_id)
        .where(LedgerEntry.period_id == period.id, LedgerEntry.cause == EntryCause.PENALTY)
        .group_by(place)
    )
    return {department: int(points) for department, points in db.session.execute(found) if points > 0}


def report_seen(period: LedgerPeriod, by: Staff) -> tuple[Report, list[tuple[Line, Staff | Department]]]:
    """The report of a month, kept or as it would be now, and its lines of accounts that somebody may read,
    people by number before departments by position."""
    report = report_for(period.month) if period.report is None else Report.model_validate(period.report)
    seen = departments_read(by)
    accounts = {
        row.id: row
        for row in db.session.scalars(
            select(LedgerAccount)
            .where(LedgerAccount.id.in_([line.account for line in report.lines]))
            .options(
                joinedload(LedgerAccount.staff).options(lazyload(Staff.grants)),
                joinedload(LedgerAccount.department),
            )
        )
    }
    people: list[tuple[Line, Staff | Department]] = []
    departments: list[tuple[Line, Staff | Department]] = []
    for line in report.lines:
        account = accounts[line.account]
        if account.staff is not None and (seen is None or account.staff.department_id in seen):
            people.append((line, account.staff))
        elif account.department is not None and (seen is None or account.department_id in seen):
            departments.append((line, account.department))
    return report, sorted(people, key=_number) + sorted(departments, key=_position)


def _number(line: tuple[Line, Staff | Department]) -> str:
    holder = line[1]
    assert isinstance(holder, Staff)
    return holder.number


def _position(line: tuple[Line, Staff | Department]) -> int:
    holder = line[1]
    assert isinstance(holder, Department)
    return holder.position
