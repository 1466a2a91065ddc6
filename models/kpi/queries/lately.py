"""How things went lately, for somebody's own day: as the clock keeps it, or counted anew (M-02)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, select

from models.cases.queries import answered, departments_of
from models.cases.tables import Case
from models.db import db
from models.kpi.queries.among import timeliness_among
from models.kpi.queries.days import Day, days_kept, days_measured
from models.kpi.queries.facts.clocks import timeliness
from models.kpi.queries.subjects import COMPANY, of_department
from models.kpi.rules.months import Between, Month
from models.kpi.tables import KpiCell, KpiMonth
from models.kpi.words import Facet, Figure
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.revisits.queries.satisfaction import Week, last_mondays, weekly_satisfaction
from models.surveys.rules.statistics import share

TRUSTED = timedelta(hours=2)
"""The clock reckons each hour at least: what is older was left by one that does not run."""


@dataclass(frozen=True)
class Lately:
    """This month so far and the one before, and the satisfied share of the last weeks.

    `met` are result clocks that were met this month, `on_time` those met on time (the key figure of
    timeliness). `reopened` counts those of the cases answered this month that are in a later round, the names
    with `before` the same for the month before. `as_of` is when the clock counted; None where it was now.
    """

    met: int
    on_time: int
    answered: int
    reopened: int
    answered_before: int
    reopened_before: int
    weeks: Sequence[Week]
    as_of: datetime | None = None

    @property
    def nothing(self) -> bool:
        """Whether there is no case to speak of in them."""
        return not any((self.met, self.answered, self.answered_before))

    @property
    def reopen_rate(self) -> float | None:
        """From 0 to 1; None over nothing."""
        return self.reopened / self.answered if self.answered else None

    @property
    def reopen_rate_before(self) -> float | None:
        """The same of the month before."""
        return self.reopened_before / self.answered_before if self.answered_before else None


def lately(staff: Staff, now: datetime) -> Lately:
    """How things went for those cases that somebody answers for.

    Who sees all cases gets the company's figures, others those of their department and of those that they
    head: as the clock keeps them, or counted now where it has not come to one of the months or does not run.
    Two queries, or three. For a store it is counted now over the cases that came to it; three queries.
    """
    departments = _whose(staff)
    if departments is None:
        return Lately(*timeliness_among(staff, now), *answered(staff, now), weekly_satisfaction(staff, now))
    return kept(departments, now) or counted(departments, now)


def counted(departments: Collection[int], now: datetime) -> Lately:
    """The figures of some departments, or of the company where none is named, from the rows themselves."""
    facts = timeliness(Month.of(now), now).subquery()
    clocks = select(func.count(), func.coalesce(func.sum(facts.c.hit), 0)).select_from(facts)
    if departments:
        clocks = clocks.where(facts.c.department_id.in_(departments))
    met, on_time = db.session.execute(clocks).one()
    months = _months(now)
    days = days_measured(Between(months[0].start, months[-1].end), now)
    return _summed(met, on_time, days, departments, now)


def kept(departments: Collection[int], now: datetime) -> Lately | None:
    """The same as the clock keeps it; None where it has not come to one of the months or does not run."""
    months, this = _months(now), Month.of(now)
    rows = {Month(row.month): row for row in _kept_months(months, departments)}
    lasting = rows.get(this)
    if lasting is None or lasting.reckoned_at + TRUSTED < now:
        return None
    if any(lasting.first < each.end and (each not in rows or not rows[each].by_day) for each in months):
        return None
    days = days_kept([row.id for row in rows.values()])
    found = _summed(lasting.met or 0, lasting.on_time or 0, days, departments, now)
    return replace(found, as_of=lasting.reckoned_at)


def _whose(staff: Staff) -> Collection[int] | None:
    """The ids of the departments whose figures are somebody's; none for the whole company; None for a store,
    which leads no case."""
    if staff.may(Permission.CASE_READ_ALL):
        return ()
    return None if Role.STORE_STAFF in staff.roles else departments_of(staff)


def _months(now: datetime) -> list[Month]:
    """This month and those before it that the last weeks or the comparison reach into, oldest first."""
    this = Month.of(now)
    found = [min(Month(last_mondays(now)[0].replace(day=1)), this.shifted(-1))]
    while found[-1] < this:
        found.append(found[-1].shifted(1))
    return found


def _kept_months(months: Sequence[Month], departments: Collection[int]) -> Sequence[Any]:
    """Each of them that was reckoned, with the clocks met in it, and the receipt of the first case of all."""
    clocks = and_(
        KpiCell.month_id == KpiMonth.id,
        KpiCell.subject.in_([of_department(each).key for each in departments] or [COMPANY.key]),
        KpiCell.facet == Facet.ALL,
        KpiCell.value == "",
        KpiCell.figure == Figure.TIMELINESS,
    )
    own = (KpiMonth.id, KpiMonth.month, KpiMonth.reckoned_at, KpiMonth.by_day)
    first = select(func.min(Case.received_at)).scalar_subquery()
    sums = (func.sum(KpiCell.n).label("met"), func.sum(KpiCell.hits).label("on_time"), first.label("first"))
    return db.session.execute(
        select(*own, *sums)
        .outerjoin(KpiCell, clocks)
        .where(KpiMonth.month.in_([month.first for month in months]), KpiMonth.reckoned_at.is_not(None))
        .group_by(*own)
    ).all()


def _summed(
    met: int, on_time: int, days: Collection[Day], departments: Collection[int], now: datetime
) -> Lately:
    this, mondays = Month.of(now), last_mondays(now)
    answers = {this: [0, 0], this.shifted(-1): [0, 0]}
    weeks = {monday: [0, 0] for monday in mondays}
    for day in days:
        if departments and day.department_id not in departments:
            continue
        if month := answers.get(Month(day.day.replace(day=1))):
            month[0] += day.answered
            month[1] += day.again
        if week := weeks.get(day.day - timedelta(days=day.day.weekday())):
            week[0] += day.satisfied
            week[1] += day.rated
    trend = [Week(monday, share(*weeks[monday])) for monday in mondays]
    (in_all, again), (before, again_before) = answers[this], answers[this.shifted(-1)]
    return Lately(met, on_time, in_all, again, before, again_before, trend)
