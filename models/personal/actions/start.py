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
from models.personal.queries import Due, asked_of, is_to_ask, start_of
from models.personal.tables import ExpiryStart
from models.rulebook.document import RetentionRules
from models.rulebook.queries import retention_at


def ask_to_begin(rules: RetentionRules, due: Due, *, now: datetime) -> int:
    """Tells administrators how many cases, mails and addresses would lose personal data by periods that
    nobody has confirmed. Returns how many were told: nobody where that was done within a week, or by
    somebody else meanwhile.

    Records expiry.asked the first time, and again where longer periods were in force since: then it is
    confirmed and waited for anew, whatever was confirmed before.
    """
    if not is_to_ask(rules, now):
        return 0
    start = start_of(rules)
    if start is None:
        start = _first(rules, due, now)
        if start is None:
            return 0
    else:
        db.session.refresh(start, with_for_update={"of": ExpiryStart})
        if not is_to_ask(rules, now):
            return 0
        if asked_of(rules, now) is None:
            _anew(start, rules, due, now)
        start.cases, start.mails, start.addresses = due
        start.counted_at = start.told_at = now
    told = with_role(Role.ADMINISTRATOR, now=now)
    day = local_day(now).isoformat()
    facts = {**due._asdict(), "from": start.not_before.isoformat()}
    notify_all(told, "expiry_asked", about="retention", now=now, facts=facts, dedupe=f"expiry:{day}")
    db.session.flush()
    return len(told)


def _first(rules: RetentionRules, due: Due, now: datetime) -> ExpiryStart | None:
    """The new row; None where somebody else was quicker and has asked."""
    new = insert_once(
        ExpiryStart,
        complaint_months=rules.complaint_months,
        severe_months=rules.severe_months,
        other_months=rules.other_months,
        mail_months=rules.mail_months,
        list_months=rules.list_months,
        asked_at=now,
        not_before=local_day(now) + timedelta(days=rules.wait_days),
        **due._asdict(),
        counted_at=now,
        told_at=now,
    )
    start = start_of(rules) if new else None
    if start is not None:
        _record_asked(start, due, now)
    return start


def _anew(start: ExpiryStart, rules: RetentionRules, due: Due, now: datetime) -> None:
    """What was asked before longer periods were in force, and what was said to it, holds no more."""
    start.asked_at, start.not_before = now, local_day(now) + timedelta(days=rules.wait_days)
    start.confirmed_at = start.confirmed_by_id = None
    db.session.flush()
    _record_asked(start, due, now)


def _record_asked(start: ExpiryStart, due: Due, now: datetime) -> None:
    record(
        "expiry.asked",
        start,
        by=SYSTEM,
        now=now,
        **due._asdict(),
        complaint_months=start.complaint_months,
        severe_months=start.severe_months,
        other_months=start.other_months,
        mail_months=start.mail_months,
        list_months=start.list_months,
    )


def confirm_start(start: ExpiryStart, seen: Due, *, by: Staff, now: datetime) -> ExpiryStart:
    """Data may go by these periods, from `not_before` on. `seen` are the numbers that were read.

    Records expiry.confirmed. Raises NotAllowed, WrongState where it was confirmed before, or where these are
    not the periods that are in force and asked about, Stale where another number is known by now.
    """
    if not by.may(Permission.EXPIRY_CONFIRM):
        raise NotAllowed("expiry_confirm")
    held = select(ExpiryStart).where(ExpiryStart.id == start.id).with_for_update(of=ExpiryStart)
    start = db.session.scalars(held.execution_options(populate_existing=True)).one()
    asked = asked_of(retention_at(now), now)
    if asked is None or asked.id != start.id:
        raise WrongState("expiry_start", "over")
    if start.confirmed_at is not None:
        raise WrongState("expiry_start", "confirmed")
    if (start.cases, start.mails, start.addresses) != seen:
        raise Stale(sum(seen), start.cases + start.mails + start.addresses)
    start.confirmed_at, start.confirmed_by_id = now, by.id
    db.session.flush()
    record("expiry.confirmed", start, by=by, now=now, **seen._asdict(), from_day=start.not_before.isoformat())
    return start
