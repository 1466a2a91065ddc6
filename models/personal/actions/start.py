"""Before data go by periods for the first time, an administrator has seen how many cases that is (X-03)."""

from datetime import datetime, timedelta

from sqlalchemy import select

from models.cases.actions.audience import with_role
from models.clock import local_day
from models.db import db, insert_once
from models.errors import NotAllowed, Stale, WrongState
from models.events.actions import SYSTEM, record
from models.outbox.actions import notify_all
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.personal.queries import is_to_ask, start_of
from models.personal.tables import ExpiryStart
from models.rulebook.document import RetentionRules


def ask_to_begin(rules: RetentionRules, cases: int, *, now: datetime) -> int:
    """Tells administrators how many cases would lose personal data by periods that nobody has confirmed.
    Returns how many were told: nobody where that was done within a week, or by somebody else meanwhile.

    Records expiry.asked once for each set of periods.
    """
    if not is_to_ask(rules, now):
        return 0
    start = start_of(rules)
    if start is None:
        start = _asked(rules, cases, now)
        if start is None:
            return 0
    else:
        start.cases, start.counted_at, start.told_at = cases, now, now
    told = with_role(Role.ADMINISTRATOR, now=now)
    day = local_day(now).isoformat()
    facts = {"cases": cases, "from": start.not_before.isoformat()}
    notify_all(told, "expiry_asked", about="retention", now=now, facts=facts, dedupe=f"expiry:{day}")
    db.session.flush()
    return len(told)


def _asked(rules: RetentionRules, cases: int, now: datetime) -> ExpiryStart | None:
    """The new row; None where somebody else was quicker and has asked."""
    new = insert_once(
        ExpiryStart,
        complaint_months=rules.complaint_months,
        severe_months=rules.severe_months,
        other_months=rules.other_months,
        asked_at=now,
        not_before=local_day(now) + timedelta(days=rules.wait_days),
        cases=cases,
        counted_at=now,
        told_at=now,
    )
    start = start_of(rules) if new else None
    if start is not None:
        record(
            "expiry.asked",
            start,
            by=SYSTEM,
            now=now,
            cases=cases,
            complaint_months=start.complaint_months,
            severe_months=start.severe_months,
            other_months=start.other_months,
        )
    return start


def confirm_start(start: ExpiryStart, cases: int, *, by: Staff, now: datetime) -> ExpiryStart:
    """Data may go by these periods, from `not_before` on. `cases` is the number that was read.

    Records expiry.confirmed. Raises NotAllowed, WrongState where it was confirmed before, Stale where
    another number is known by now.
    """
    if not by.may(Permission.EXPIRY_CONFIRM):
        raise NotAllowed("expiry_confirm")
    held = select(ExpiryStart).where(ExpiryStart.id == start.id).with_for_update(of=ExpiryStart)
    start = db.session.scalars(held.execution_options(populate_existing=True)).one()
    if start.confirmed_at is not None:
        raise WrongState("expiry_start", "confirmed")
    if start.cases != cases:
        raise Stale(cases, start.cases)
    start.confirmed_at, start.confirmed_by_id = now, by.id
    db.session.flush()
    record("expiry.confirmed", start, by=by, now=now, cases=cases, from_day=start.not_before.isoformat())
    return start
