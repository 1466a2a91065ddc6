"""Planning shifts of the duty roster, and taking them back (T-02)."""

from dataclasses import dataclass
from datetime import datetime

from models.clock import local_day
from models.db import db
from models.duty.queries import overlapping, planned_by
from models.duty.rules import LONGEST
from models.duty.tables import DutyShift
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.outbox.actions import notify_all
from models.people.tables import Staff
from models.permissions import Permission


@dataclass(frozen=True)
class DutyDraft:
    """A shift as it was typed: for the department of the person, reached at `phone` where that is another."""

    staff: Staff
    begins_at: datetime
    ends_at: datetime
    phone: str = ""


def plan_duty(draft: DutyDraft, *, by: Staff, now: datetime) -> DutyShift:
    """Puts somebody on duty for the own department, and tells them. Records duty.planned.

    Raises NotAllowed for a department that is not this planner's; Invalid("staff_id", "no_duty") for who
    takes no part in cases or does not work here all the while, ("ends_at", "duty_order" | "duty_over" |
    "duty_too_long"), and ("begins_at", "duty_twice") while they are on duty already.
    """
    person = draft.staff
    if person.department_id not in planned_by(by):
        raise NotAllowed("duty")
    here = all(person.works_on(local_day(each)) for each in (draft.begins_at, draft.ends_at))
    if not here or not person.may(Permission.CASE_ASSIST):
        raise Invalid("staff_id", "no_duty")
    if draft.ends_at <= draft.begins_at:
        raise Invalid("ends_at", "duty_order")
    if draft.ends_at <= now:
        raise Invalid("ends_at", "duty_over")
    if draft.ends_at - draft.begins_at > LONGEST:
        raise Invalid("ends_at", "duty_too_long")
    if overlapping(person.id, draft.begins_at, draft.ends_at) is not None:
        raise Invalid("begins_at", "duty_twice")
    planned = DutyShift(
        staff_id=person.id,
        department_id=person.department_id,
        begins_at=draft.begins_at,
        ends_at=draft.ends_at,
        phone=draft.phone.strip(),
        by_id=by.id,
    )
    db.session.add(planned)
    db.session.flush()
    _record("duty.planned", planned, by=by, now=now)
    _tell("duty_planned", planned, by=by, now=now)
    return planned


def cancel_duty(shift: DutyShift, *, by: Staff, now: datetime) -> DutyShift:
    """Takes a shift back, and tells who had it; taken back twice, it is once. Records duty.cancelled.

    Raises NotAllowed, and Invalid("ends_at", "duty_over") for one that is over: it was.
    """
    if shift.department_id not in planned_by(by):
        raise NotAllowed("duty")
    if shift.ends_at <= now:
        raise Invalid("ends_at", "duty_over")
    if shift.cancelled_at is None:
        shift.cancelled_at, shift.cancelled_by_id = now, by.id
        db.session.flush()
        _record("duty.cancelled", shift, by=by, now=now)
        _tell("duty_cancelled", shift, by=by, now=now)
    return shift


def _record(kind: str, shift: DutyShift, *, by: Staff, now: datetime) -> None:
    record(
        kind,
        shift,
        by=by,
        now=now,
        on_duty=shift.staff_id,
        department=shift.department_id,
        since=shift.begins_at.isoformat(),
        until=shift.ends_at.isoformat(),
    )


def _tell(kind: str, shift: DutyShift, *, by: Staff, now: datetime) -> None:
    """Not who planned it for themselves."""
    if shift.staff_id == by.id:
        return
    facts = {"since": shift.begins_at.isoformat(), "until": shift.ends_at.isoformat()}
    notify_all({shift.staff_id}, kind, about=shift.audit_name, now=now, facts=facts)
