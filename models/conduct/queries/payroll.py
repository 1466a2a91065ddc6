"""Wages, what the next hand-over to payroll would hold, and those before (C-01, C-03)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from models.accountability.rules.measures import months_begun
from models.accountability.tables import Matter
from models.accountability.words import MeasureKind
from models.clock import SHANGHAI, local_day
from models.conduct.rules.ledger import next_month
from models.conduct.rules.payroll import Held, Item, Line, handing_over
from models.conduct.tables import PayrollIssue, PayrollLine, Penalty, Reward, Wage
from models.conduct.words import PayKind, RewardState
from models.db import db
from models.people.queries import works_on
from models.people.tables import Staff
from models.rulebook.queries import conduct_at


def wages_on(day: date) -> dict[int, Wage]:
    """What everybody earned on a day; only those whose wage is known."""
    last = (
        select(Wage.staff_id, func.max(Wage.from_on).label("since"))
        .where(Wage.from_on <= day)
        .group_by(Wage.staff_id)
        .subquery()
    )
    found = select(Wage).join(last, (last.c.staff_id == Wage.staff_id) & (last.c.since == Wage.from_on))
    return {row.staff_id: row for row in db.session.scalars(found)}


def wage_on(staff_id: int, day: date) -> Wage | None:
    """What a person earned on a day; None where it is not known."""
    found = select(Wage).where(Wage.staff_id == staff_id, Wage.from_on <= day)
    return db.session.scalars(found.order_by(Wage.from_on.desc()).limit(1)).first()


def people_with_wages(day: date) -> Sequence[tuple[Staff, Wage | None]]:
    """Everybody who works here with what they earn, by number."""
    wages = wages_on(day)
    found = select(Staff).where(works_on(day)).options(lazyload(Staff.grants)).order_by(Staff.number)
    return [(person, wages.get(person.id)) for person in db.session.scalars(found)]


def handed_over() -> dict[str, int]:
    """What payroll was handed over so far about each thing, in fen."""
    found = select(PayrollLine.about, func.sum(PayrollLine.amount_fen)).group_by(PayrollLine.about)
    return {about: int(fen) for about, fen in db.session.execute(found)}


def items_until(end: datetime) -> list[Item]:
    """Everything that took effect before a moment and brings or takes money, as it stands today."""
    return [*_from_rewards(end), *_from_penalties(end)]


def next_lines(month: date, now: datetime) -> tuple[list[Line], list[Held]]:
    """What the hand-over of a month would hold now. Who had left before it earns nothing that anything could
    be deducted from."""
    end = datetime.combine(next_month(month), time(), SHANGHAI)
    legal, last_day = conduct_at(now).legal, date.fromordinal(next_month(month).toordinal() - 1)
    here = select(Staff.id).where(or_(Staff.left_on.is_(None), Staff.left_on >= month))
    earning = set(db.session.scalars(here))
    deductible = {
        staff_id: legal.deductible(wage.fen, wage.region)
        for staff_id, wage in wages_on(last_day).items()
        if wage.region in legal.minimum_wages and staff_id in earning
    }
    return handing_over(items_until(end), handed_over(), deductible)


def numbers_of(about: Iterable[str]) -> dict[str, str]:
    """What people know each thing by that brings or takes money: the number of a reward, and of the matter
    behind a penalty, or the audit name of the flag that raised it. One query."""
    names = {name: name.partition(":") for name in about}
    ids = [int(key) for area, _colon, key in names.values() if area == "penalty"]
    found = select(Penalty.id, Matter.number, Penalty.flag).outerjoin(Matter, Matter.id == Penalty.matter_id)
    rows = db.session.execute(found.where(Penalty.id.in_(ids))) if ids else ()
    matters = {penalty: number or flag for penalty, number, flag in rows}
    return {
        name: matters.get(int(key), key) if area == "penalty" else key
        for name, (area, _colon, key) in names.items()
    }


def issues() -> Sequence[tuple[PayrollIssue, int, int]]:
    """The hand-overs with how many lines each has and what they come to in fen, the latest first."""
    found = (
        select(PayrollIssue, func.count(PayrollLine.id), func.coalesce(func.sum(PayrollLine.amount_fen), 0))
        .outerjoin(PayrollLine, PayrollLine.issue_id == PayrollIssue.id)
        .group_by(PayrollIssue.id)
        .options(
            joinedload(PayrollIssue.issued_by).options(lazyload(Staff.grants), lazyload(Staff.department))
        )
        .order_by(PayrollIssue.month.desc())
    )
    return [(issue, count, int(fen)) for issue, count, fen in db.session.execute(found)]


def issue_of(month: date) -> PayrollIssue | None:
    """The hand-over of a month with its lines; None where it was not issued."""
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    found = select(PayrollIssue).where(PayrollIssue.month == month)
    named = joinedload(PayrollIssue.issued_by).options(*quiet)
    return db.session.scalars(found.options(named, joinedload(PayrollIssue.lines))).unique().one_or_none()


def next_to_issue(today: date) -> date | None:
    """The first month that is over and not handed over: after the last hand-over, else the first in which
    anything took effect; None while there is none."""
    last = db.session.scalar(select(func.max(PayrollIssue.month)))
    if last is not None:
        month = next_month(last)
    else:
        moments = [item.since for item in items_until(datetime.combine(today, time(), SHANGHAI))]
        if not moments:
            return None
        month = min(moments).astimezone(SHANGHAI).date().replace(day=1)
    return month if next_month(month) <= today else None


def _from_rewards(end: datetime) -> list[Item]:
    rows = select(
        Reward.number,
        Reward.staff_id,
        Reward.department_id,
        Reward.amount_fen,
        Reward.state,
        Reward.announced_at,
    ).where(
        Reward.amount_fen > 0,
        Reward.announced_at < end,
        or_(Reward.state == RewardState.ANNOUNCED, Reward.state == RewardState.REVOKED),
    )
    found = []
    for number, staff_id, department_id, fen, state, since in db.session.execute(rows):
        assert since is not None, "what is handed over was announced"
        kind = PayKind.BONUS if staff_id is not None else PayKind.TEAM_FUND
        stands = fen if state is RewardState.ANNOUNCED else 0
        found.append(Item(f"reward:{number}", kind, staff_id, department_id, stands, since))
    return found


AS_PAY = {
    MeasureKind.FINE: PayKind.FINE,
    MeasureKind.PAY_CUT: PayKind.PAY_CUT,
    MeasureKind.BONUS_DEDUCTION: PayKind.BONUS_DEDUCTION,
}
"""The measures that take money."""


def _from_penalties(end: datetime) -> list[Item]:
    """What each penalty comes to by then: a pay cut its amount for every month that has begun, and no more
    months than it runs."""
    rows = select(Penalty).where(Penalty.kind.in_(AS_PAY), Penalty.effective_at < end)
    return [
        Item(
            row.audit_name,
            AS_PAY[row.kind],
            row.staff_id,
            row.department_id,
            0 if row.reversed_at is not None else -(row.amount or 0) * _months(row, end),
            row.effective_at,
        )
        for row in db.session.scalars(rows)
    ]


def _months(row: Penalty, end: datetime) -> int:
    """For how many months until a moment something is taken; what is over at once, for one."""
    if row.months is None:
        return 1
    return min(row.months, months_begun(local_day(row.effective_at), local_day(end)))
