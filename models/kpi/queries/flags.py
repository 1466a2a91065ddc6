"""Months in a row on one side of a target, and the flags that were raised for them (Q-04)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload

from models.clock import local_day
from models.conduct.queries.talks import leaders
from models.conduct.tables import Penalty
from models.db import db
from models.kpi.queries.readings import Reading, corrected_figures, departments_in
from models.kpi.queries.subjects import departments_read
from models.kpi.rules.months import Month
from models.kpi.rules.targets import side_of
from models.kpi.tables import KpiFlag, KpiMonth
from models.kpi.words import Figure, FlagState, MonthState, Side
from models.people.queries import every_department, who_may
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import kpi_of


class HeldMonth(NamedTuple):
    """A figure of one month, and the target it was held against: per cent or minutes."""

    month: str
    n: int
    hits: int | None
    median: float | None
    target: int


class Run(NamedTuple):
    """A department on one side of a target in every one of so many months."""

    side: Side
    figure: Figure
    department_id: int
    months: Sequence[HeldMonth]


def runs(month: Month) -> Iterator[Run]:
    """The runs that end with a closed month and hold no month of an earlier flag. Each month is held against
    the rulebook that it was closed by; how long a run is, says that of the last."""
    books = {
        Month(first): book or 0
        for first, book in db.session.execute(
            select(KpiMonth.month, KpiMonth.rulebook_id).where(
                KpiMonth.state == MonthState.CLOSED,
                KpiMonth.rulebook_id.is_not(None),
                KpiMonth.month <= month.first,
                KpiMonth.month > month.shifted(-12).first,
            )
        )
    }
    if month not in books:
        return
    rules = kpi_of(books[month])
    lengths = {Side.BELOW: rules.below_months, Side.ABOVE: rules.above_months}
    months = month.back(max(lengths.values()))
    held = _sides(months, books)
    open_ones = {row.id for row in every_department() if row.open}
    flagged = _last_flags()
    for (department, figure), sides in sorted(held.items()):
        for side, length in lengths.items():
            wanted = month.back(length)
            told = [sides[each][1] for each in wanted if each in sides and sides[each][0] is side]
            before = flagged.get((side, figure, department))
            if len(told) == length and department in open_ones and (before is None or before < wanted[0]):
                yield Run(side, figure, department, told)


def _sides(
    months: Sequence[Month], books: dict[Month, int]
) -> dict[tuple[int, Figure], dict[Month, tuple[Side, HeldMonth]]]:
    """Of each department and figure on which side each closed month was, where it was on one."""
    fixes = corrected_figures()
    found: dict[tuple[int, Figure], dict[Month, tuple[Side, HeldMonth]]] = {}
    for department, kept in departments_in(months):
        reading: Reading = fixes.get((kept.month, kept.subject, kept.figure), kept)
        if kept.month not in books:
            continue
        rules = kpi_of(books[kept.month])
        target, measure = rules.target(kept.figure), reading.measure
        if target is None or measure is None or reading.n < rules.least:
            continue
        side = side_of(kept.figure, measure, target)
        if side is not None:
            bound = target.target if side is Side.BELOW else target.excellent or target.target
            told = HeldMonth(kept.month.key, reading.n, reading.hits, reading.median, bound)
            found.setdefault((department, kept.figure), {})[kept.month] = (side, told)
    return found


def _last_flags() -> dict[tuple[Side, Figure, int], Month]:
    rows = db.session.execute(
        select(KpiFlag.side, KpiFlag.figure, KpiFlag.department_id, KpiFlag.month).order_by(KpiFlag.month)
    )
    return {(side, figure, department): Month(first) for side, figure, department, first in rows}


def decides_flag(staff: Staff, flag: KpiFlag, now: datetime) -> bool:
    """Whether somebody says what follows of a flag: who would lead the talk with the head, human resources
    and the leading group, never from within the department (A-04). One above target is no matter for this:
    it speaks for a reward."""
    return flag.side is Side.BELOW and staff.id in leaders(flag.department, now)


def deducts_for(staff: Staff, flag: KpiFlag, now: datetime) -> bool:
    """Whether somebody may deduct from the department's bonus for a flag: the leading group (C-03)."""
    return Role.LEADING_GROUP in staff.roles and decides_flag(staff, flag, now)


def what_followed(flag: KpiFlag) -> Sequence[Penalty]:
    """The talk and the deduction that a flag brought, in this order, taken back or not."""
    found = select(Penalty).where(Penalty.flag == flag.audit_name)
    return db.session.scalars(found.order_by(Penalty.kind.desc(), Penalty.id)).all()


def flag_named(reference: str) -> KpiFlag | None:
    """The flag that an audit name means, such as kpi_flag:7; None for the name of anything else."""
    area, _colon, number = reference.partition(":")
    return db.session.get(KpiFlag, int(number)) if area == KpiFlag.__tablename__ else None


def flags_named(references: Iterable[str]) -> Mapping[str, KpiFlag]:
    """Those flags that audit names mean, by these, with their departments; names of anything else are passed
    over. One query, none without a name."""
    names = (each.partition(":") for each in references)
    ids = [int(number) for area, _colon, number in names if area == KpiFlag.__tablename__]
    if not ids:
        return {}
    found = select(KpiFlag).where(KpiFlag.id.in_(ids)).options(joinedload(KpiFlag.department))
    return {flag.audit_name: flag for flag in db.session.scalars(found)}


def told_of(flag: KpiFlag, now: datetime) -> list[int]:
    """Who hears of a flag: those who decide on it, and the head of the department."""
    deciders = {person.id for person in who_may(Permission.MATTER_OPEN, on=local_day(now))}
    head = next((row.head_id for row in every_department() if row.id == flag.department_id), None)
    return sorted(deciders | ({head} if head else set()))


def flags(staff: Staff, *, open_only: bool = False, limit: int = 200) -> Sequence[KpiFlag]:
    """The flags of departments whose figures somebody may read, open ones first, then the latest."""
    seen = [row.id for row in departments_read(staff)]
    found = select(KpiFlag).where(KpiFlag.department_id.in_(seen))
    if open_only:
        found = found.where(KpiFlag.state == FlagState.OPEN)
    people = joinedload(KpiFlag.ended_by).options(lazyload(Staff.grants), lazyload(Staff.department))
    order = ((KpiFlag.state != FlagState.OPEN), KpiFlag.month.desc(), KpiFlag.id)
    return db.session.scalars(
        found.options(people, joinedload(KpiFlag.department)).order_by(*order).limit(limit)
    ).all()


def flag_for(staff: Staff, flag_id: int) -> KpiFlag | None:
    """One of the flags whose department's figures somebody may read."""
    people = joinedload(KpiFlag.ended_by).options(lazyload(Staff.grants), lazyload(Staff.department))
    found = select(KpiFlag).where(
        KpiFlag.id == flag_id, KpiFlag.department_id.in_([row.id for row in departments_read(staff)])
    )
    return db.session.scalars(found.options(people, joinedload(KpiFlag.department))).one_or_none()


def flags_of(months: Sequence[Month]) -> Sequence[KpiFlag]:
    """The flags raised for runs that end in one of these months, with their departments."""
    found = select(KpiFlag).where(KpiFlag.month.in_([month.first for month in months]))
    return db.session.scalars(found.options(joinedload(KpiFlag.department)).order_by(KpiFlag.id)).all()
