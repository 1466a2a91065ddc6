"""Which cases are held beyond their time, and what goes and went by periods (X-03)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import joinedload, lazyload

from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.people.tables import Staff
from models.personal.queries.expiry import due_on
from models.personal.tables import CaseHold, ExpiryDay, ExpiryStart
from models.rulebook.document import RetentionRules
from models.rulebook.queries import retentions_between

AGAIN = timedelta(days=7)
"""So long after they were told administrators are told once more, while nobody has confirmed it."""
_quiet = (lazyload(Staff.grants), lazyload(Staff.department))


def held_cases(case_ids: Collection[int], now: datetime) -> Sequence[int]:
    """Those of some cases that are held today."""
    found = select(CaseHold.case_id).where(
        CaseHold.case_id.in_(case_ids), CaseHold.lifted_at.is_(None), CaseHold.until >= local_day(now)
    )
    return db.session.scalars(found.distinct()).all()


def were_lifted_by(person: Staff, case_ids: Collection[int]) -> bool:
    """Whether somebody lifted a hold of some cases."""
    lifted = CaseHold.case_id.in_(case_ids), CaseHold.lifted_by_id == person.id
    return db.session.scalar(select(CaseHold.id).where(*lifted).limit(1)) is not None


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
        ExpiryStart.mail_months == rules.mail_months,
        ExpiryStart.list_months == rules.list_months,
    )
    return db.session.scalars(
        found.options(joinedload(ExpiryStart.confirmed_by).options(*_quiet))
    ).one_or_none()


def asked_of(rules: RetentionRules, now: datetime) -> ExpiryStart | None:
    """As `start_of`, but for what lapsed: what was asked of these periods before longer ones were in force
    says nothing of what was kept meanwhile."""
    start = start_of(rules)
    if start is None or _were_longer(start.confirmed_at or start.asked_at, rules, now):
        return None
    return start


def _were_longer(since: datetime, rules: RetentionRules, now: datetime) -> bool:
    """Whether data were kept longer than by these periods at any time since a moment."""
    return any(
        other.complaint_months > rules.complaint_months
        or other.severe_months > rules.severe_months
        or other.other_months > rules.other_months
        or other.mail_months > rules.mail_months
        or other.list_months > rules.list_months
        for other in retentions_between(since, now)
    )


def may_begin(rules: RetentionRules, now: datetime) -> bool:
    """Whether data may go by these periods: they, or shorter ones, were confirmed and their wait is over.

    Who shortens a period is asked anew, also where the shorter one was confirmed before it was made longer;
    who lengthens one is not.
    """
    shorter = and_(
        ExpiryStart.complaint_months <= rules.complaint_months,
        ExpiryStart.severe_months <= rules.severe_months,
        ExpiryStart.other_months <= rules.other_months,
        ExpiryStart.mail_months <= rules.mail_months,
        ExpiryStart.list_months <= rules.list_months,
    )
    found = select(ExpiryStart.confirmed_at).where(shorter, ExpiryStart.not_before <= local_day(now))
    confirmed = db.session.scalars(found.where(ExpiryStart.confirmed_at.is_not(None))).all()
    return any(since is not None and not _were_longer(since, rules, now) for since in confirmed)


def is_to_ask(rules: RetentionRules, now: datetime) -> bool:
    """Whether administrators are to be told of what would go by these periods: nobody confirmed them, nor
    shorter ones, and nobody was told within a week."""
    start = asked_of(rules, now)
    if start is None:
        return not may_begin(rules, now)
    return start.confirmed_at is None and now - start.told_at >= AGAIN and not may_begin(rules, now)


def days_past(since: date) -> Sequence[ExpiryDay]:
    """What went on each day from `since` on, the newest first."""
    found = select(ExpiryDay).where(ExpiryDay.day >= since)
    return db.session.scalars(found.order_by(ExpiryDay.day.desc())).all()


def goes_on(
    case: Case, rules: RetentionRules, start: ExpiryStart | None, now: datetime, *, begun: bool
) -> date | None:
    """The day from which the data of a case go: not before that of the `start` that was confirmed, until data
    go by these periods (`begun`). None where that is the next night, and while nobody confirmed it."""
    due = due_on(case, rules)
    if due is None or (not begun and (start is None or start.confirmed_at is None)):
        return None
    if start is not None and not begun:
        return max(due, start.not_before)
    return due if due > local_day(now) else None
