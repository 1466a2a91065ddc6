"""Reminders of corrections, late ones go up; and of late sheets, checks and objections (H-04, Q-01)."""

from datetime import datetime

from sqlalchemy import select, update

from models.cases.actions.audience import with_role
from models.cases.rules.promises import next_reminder, reminder_moment
from models.clock import local_day
from models.db import changed_rows, db
from models.events.actions import SYSTEM, record
from models.inspection.actions.audience import correcting, in_charge, tell
from models.inspection.queries.draws import inspectors
from models.inspection.tables import Correction, Inspection, Objection, Sheet
from models.inspection.words import CorrectionState
from models.people.roles import Role
from models.rulebook.queries import rules_at


def remind_correction(correction_id: int, *, now: datetime) -> bool:
    """Sends the reminder that a correction has reached, once, to who is to make it; from the due time on to
    the heads above and the leading group as well. Records correction.reminded. Returns whether one was
    sent."""
    row = db.session.get(Correction, correction_id, populate_existing=True)
    if row is None or row.next_notice_at is None or row.next_notice_at > now:
        return False
    sent = row.notices
    mine = changed_rows(
        update(Correction)
        .where(
            Correction.id == row.id, Correction.notices == sent, Correction.state == CorrectionState.ORDERED
        )
        .values(notices=sent + 1)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return False
    rules = rules_at(row.started_at)
    reminder = next_reminder(rules, row, None)
    db.session.refresh(row, ["notices"])
    row.next_notice_at = reminder_moment(rules, row, None, (), now)
    if reminder is None:
        return False
    late = reminder.overdue is not None or reminder.used_percent == 100
    record("correction.reminded", row, by=SYSTEM, now=now, rung=reminder.code)
    tell(
        correcting(row, now=now, higher=late),
        "correction_late" if late else "correction_due_soon",
        row,
        now=now,
        dedupe=f"correction:{row.id}:{row.round}:{sent}",
        due_at=row.due_at.isoformat(),
    )
    db.session.flush()
    return True


def remind_sheet(sheet_id: int, *, now: datetime) -> bool:
    """Tells an inspector, or who can name another, once that the time to score a case is over. Records
    inspection.reminded. Returns whether it was this call."""
    claim = update(Sheet).where(Sheet.id == sheet_id, Sheet.reminded_at.is_(None), Sheet.done_at.is_(None))
    if changed_rows(claim.values(reminded_at=now).execution_options(synchronize_session=False)) != 1:
        return False
    sheet = db.session.get_one(Sheet, sheet_id)
    inspection = db.session.get_one(Inspection, sheet.inspection_id)
    record("inspection.reminded", inspection, by=SYSTEM, now=now)
    tell(
        in_charge(sheet.by_id, now=now),
        "inspection_late",
        inspection,
        now=now,
        due_at=inspection.due_at.isoformat(),
    )
    return True


def remind_check(correction_id: int, *, now: datetime) -> bool:
    """Tells who checks a correction, or who can name another, once that the time to do so is over. Records
    correction.check_reminded. Returns whether it was this call."""
    claim = update(Correction).where(
        Correction.id == correction_id,
        Correction.check_reminded_at.is_(None),
        Correction.state == CorrectionState.REPORTED,
    )
    if changed_rows(claim.values(check_reminded_at=now).execution_options(synchronize_session=False)) != 1:
        return False
    row = db.session.get_one(Correction, correction_id, populate_existing=True)
    record("correction.check_reminded", row, by=SYSTEM, now=now)
    due = row.check_due_at or now
    tell(in_charge(row.checker_id, now=now), "correction_check_late", row, now=now, due_at=due.isoformat())
    return True


def remind_objection(objection_id: int, *, now: datetime) -> bool:
    """Tells the inspectors who may decide on an objection, and the leading group, once that its time is over.
    Records inspection.objection_reminded. Returns whether it was this call."""
    claim = update(Objection).where(
        Objection.id == objection_id, Objection.reminded_at.is_(None), Objection.decided_at.is_(None)
    )
    if changed_rows(claim.values(reminded_at=now).execution_options(synchronize_session=False)) != 1:
        return False
    objection = db.session.get_one(Objection, objection_id, populate_existing=True)
    inspection = db.session.get_one(Inspection, objection.inspection_id)
    record("inspection.objection_reminded", inspection, by=SYSTEM, now=now)
    scored = set(db.session.scalars(select(Sheet.by_id).where(Sheet.inspection_id == inspection.id)))
    people = {each.id for each in inspectors(local_day(now))} - scored
    people |= set(with_role(Role.LEADING_GROUP, now=now))
    tell(people, "inspection_objection_late", inspection, now=now, due_at=objection.due_at.isoformat())
    return True
