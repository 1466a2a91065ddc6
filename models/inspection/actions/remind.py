"""Reminders of corrections; late ones go up (H-04, Q-01)."""

from datetime import datetime

from sqlalchemy import update

from models.cases.rules.promises import next_reminder, reminder_moment
from models.db import changed_rows, db
from models.events.actions import SYSTEM, record
from models.inspection.actions.audience import correcting, tell
from models.inspection.tables import Correction
from models.inspection.words import CorrectionState
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
