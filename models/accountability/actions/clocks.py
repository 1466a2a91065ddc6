"""The clocks of steps: begun, ended, reminded of (A-03, H-04)."""

from datetime import datetime

from sqlalchemy import select, update

from models.accountability.actions.audience import acting, tell
from models.accountability.queries.matters import whole
from models.accountability.rules.due_process import WAITS_FOR
from models.accountability.tables import Matter, MatterCandidate, MatterStep
from models.accountability.words import Step, StepEnding
from models.cases.rules.promises import next_reminder, reminder_moment
from models.db import changed_rows, db
from models.events.actions import SYSTEM, record
from models.people.tables import Staff
from models.rulebook.document import Period
from models.rulebook.queries import conduct_at, rules_at


def start(step: Step, of: Matter | MatterCandidate, *, now: datetime) -> MatterStep:
    """Begins a step's clock by the rules that hold now; its reminders are those of ungraded cases."""
    rules = rules_at(now)
    period = getattr(conduct_at(now).clocks, step.value)
    assert isinstance(period, Period), "each step has a time"
    promise = rules.promise(period, now)
    row = MatterStep(
        candidate_id=of.id if isinstance(of, MatterCandidate) else None,
        matter_id=of.id if isinstance(of, Matter) else None,
        step=step,
        calendar=promise.calendar,
        minutes=max(promise.minutes, 1),
        started_at=now,
        due_at=promise.due_at,
        notices=0,
    )
    db.session.add(row)
    db.session.flush()
    row.next_notice_at = reminder_moment(rules, row, None, (), now)
    db.session.flush()
    return row


def end(of: Matter | MatterCandidate, ending: StepEnding, *, by: Staff | None, now: datetime) -> None:
    """Ends the clock that runs, if any does."""
    column = MatterStep.candidate_id if isinstance(of, MatterCandidate) else MatterStep.matter_id
    running = select(MatterStep).where(column == of.id, MatterStep.ended_at.is_(None))
    for row in db.session.scalars(running):
        row.ended_at, row.ending, row.next_notice_at = now, ending, None
        row.by_id = by.id if by else None
    db.session.flush()


def move(matter: Matter, *, by: Staff | None, now: datetime, ending: StepEnding = StepEnding.MET) -> None:
    """Ends the clock of the step that was taken and begins that of the one the matter waits for."""
    end(matter, ending, by=by, now=now)
    if step := WAITS_FOR.get(matter.state):
        start(step, matter, now=now)
    db.session.expire(matter, ["steps"])


def remind_step(step_id: int, *, now: datetime) -> bool:
    """Sends the reminder that a step has reached, once, to whoever is to take it; from the due time on to
    human resources and the leading group as well, where they are free to have a part.

    Records matter.reminded. Returns whether one was sent.
    """
    row = db.session.get(MatterStep, step_id, populate_existing=True)
    if row is None or row.next_notice_at is None or row.next_notice_at > now:
        return False
    sent = row.notices
    mine = changed_rows(
        update(MatterStep)
        .where(MatterStep.id == row.id, MatterStep.notices == sent, MatterStep.ended_at.is_(None))
        .values(notices=sent + 1)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return False
    rules = rules_at(row.started_at)
    reminder = next_reminder(rules, row, None)
    db.session.refresh(row, ["notices"])
    row.next_notice_at = reminder_moment(rules, row, None, (), now)
    of = _subject(row)
    if reminder is None or of is None:
        return False
    late = reminder.overdue is not None or reminder.used_percent == 100
    record("matter.reminded", of, by=SYSTEM, now=now, rung=reminder.code, matter_step=row.step)
    tell(
        acting(of, now=now, higher=late),
        "matter_late" if late else "matter_due_soon",
        of,
        now=now,
        dedupe=f"matter-step:{row.id}:{sent}",
        step=row.step,
        due_at=row.due_at.isoformat(),
    )
    db.session.flush()
    return True


def _subject(row: MatterStep) -> Matter | MatterCandidate | None:
    if row.matter_id is not None:
        return whole(row.matter_id)
    return db.session.get(MatterCandidate, row.candidate_id)
