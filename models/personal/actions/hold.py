"""Somebody holds a case beyond its time, as for a lawsuit, and lifts that again (X-03)."""

from datetime import date, datetime

from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission
from models.personal.rules.periods import expires_on
from models.personal.tables import CaseHold
from models.rulebook.queries import retention_at

LONGEST = 300


def hold_case(case: Case, reason: str, until: date, *, by: Staff, now: datetime) -> CaseHold:
    """Keeps the personal data of a case through a day, whatever its period says; also of an open case.

    Nobody can forget its customer meanwhile. Records case.held. Raises NotAllowed; Invalid:
    ("reason", "required" or "too_long"), ("until", "hold_in_past") for a day before tomorrow,
    ("until", "hold_too_long") for one after the longest period that begins today, as nobody decides alone
    that data are kept for good, ("case", "expired_case") where the data are gone.
    """
    reason = _checked(reason, by)
    if until <= local_day(now):
        raise Invalid("until", "hold_in_past")
    rules = retention_at(now)
    longest = max(rules.complaint_months, rules.severe_months, rules.other_months)
    if until > expires_on(local_day(now), longest):
        raise Invalid("until", "hold_too_long")
    db.session.refresh(case, with_for_update={"of": Case})
    if case.expired_at is not None:
        raise Invalid("case", "expired_case")
    held = CaseHold(case_id=case.id, reason=reason, until=until, by_id=by.id, at=now)
    db.session.add(held)
    case.touch()
    db.session.flush()
    record("case.held", case, by=by, now=now, reason=reason, hold=held.id, held_through=until.isoformat())
    return held


def lift_hold(held: CaseHold, reason: str, *, by: Staff, now: datetime) -> CaseHold:
    """The case goes by its period again. Records case.hold_lifted.

    Raises NotAllowed, WrongState where it was lifted or is over, and Invalid as `hold_case`.
    """
    reason = _checked(reason, by)
    db.session.refresh(held, with_for_update={"of": CaseHold})
    if not held.holds_on(local_day(now)):
        raise WrongState("hold", "lifted")
    held.lifted_at, held.lifted_by_id, held.lifted_because = now, by.id, reason
    case = db.session.get_one(Case, held.case_id)
    case.touch()
    db.session.flush()
    record("case.hold_lifted", case, by=by, now=now, reason=reason, hold=held.id)
    return held


def _checked(reason: str, by: Staff) -> str:
    if not by.may(Permission.CASE_HOLD):
        raise NotAllowed("case_hold")
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise Invalid("reason", "too_long" if reason else "required")
    return reason
