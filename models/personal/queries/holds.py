"""Which cases are held beyond their time, and what goes and went by periods (X-03)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import joinedload, lazyload

from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.people.tables import Staff
from models.personal.tables import CaseHold, ExpiryDay, ExpiryStart
from models.rulebook.document import RetentionRules

AGAIN = timedelta(days=7)
"""So long after they were told administrators are told once more, while nobody has confirmed it."""
_quiet = (lazyload(Staff.grants), lazyload(Staff.department))


def held_cases(case_ids: Collection[int], now: datetime) -> Sequence[int]:
    """Those of some cases that are held today."""
    found = select(CaseHold.case_id).where(
        CaseHold.case_id.in_(case_ids), CaseHold.lifted_at.is_(None), CaseHold.until >= local_day(now)
    )
    return db.session.scalars(found.distinct()).all()


def holds_of(case: Case) -> Sequence[CaseHold]:
    """All holds of a case with who set and lifted them, the newest first."""
    found = select(CaseHold).where(CaseHold.case_id == case.id)
    return db.session.scalars(_with_people(found).order_by(CaseHold.id.desc())).all()


def holds_today(now: datetime) -> Sequence[CaseHold]:
    """All holds that hold today with their cases, those that end first at the top."""
    found = select(CaseHold).where(CaseHold.lifted_at.is_(None), CaseHold.until >= local_day(now))
    case = joinedload(CaseHold.case)
    return db.session.scalars(_with_people(found).options(case).order_by(CaseHold.until, CaseHold.id)).all()


def _with_people(found: Select[CaseHold]) -> Select[CaseHold]:
    return found.options(
        joinedload(CaseHold.by).options(*_quiet), joinedload(CaseHold.lifted_by).options(*_quiet)
    )


def start_of(rules: RetentionRules) -> ExpiryStart | None:
    """What was asked and confirmed about these very periods; None where nobody was asked."""
    found = select(ExpiryStart).where(
        ExpiryStart.complaint_months == rules.complaint_months,
        ExpiryStart.severe_months == rules.severe_months,
        ExpiryStart.other_months == rules.other_months,
    )
    return db.session.scalars(
        found.options(joinedload(ExpiryStart.confirmed_by).options(*_quiet))
    ).one_or_none()


def may_begin(rules: RetentionRules, now: datetime) -> bool:
    """Whether data may go by these periods: they, or shorter ones, were confirmed and their wait is over.

    Who shortens a period is asked anew; who lengthens one is not.
    """
    shorter = and_(
        ExpiryStart.complaint_months <= rules.complaint_months,
        ExpiryStart.severe_months <= rules.severe_months,
        ExpiryStart.other_months <= rules.other_months,
    )
    found = select(ExpiryStart.id).where(
        shorter, ExpiryStart.confirmed_at.is_not(None), ExpiryStart.not_before <= local_day(now)
    )
    return db.session.scalar(found.limit(1)) is not None


def is_to_ask(rules: RetentionRules, now: datetime) -> bool:
    """Whether administrators are to be told of what would go by these periods: nobody confirmed them, nor
    shorter ones, and nobody was told within a week."""
    start = start_of(rules)
    if start is None:
        return not may_begin(rules, now)
    return start.confirmed_at is None and now - start.told_at >= AGAIN and not may_begin(rules, now)


def days_past(since: date) -> Sequence[ExpiryDay]:
    """What went on each day from `since` on, the newest first."""
    found = select(ExpiryDay).where(ExpiryDay.day >= since)
    return db.session.scalars(found.order_by(ExpiryDay.day.desc())).all()
