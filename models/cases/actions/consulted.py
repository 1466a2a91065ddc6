"""What a consultation means for the steps of others: it binds, and ends when nobody needs it (T-04)."""

from datetime import datetime

from models.cases.actions import due_times
from models.cases.actions.assistance import ask
from models.cases.actions.audience import handlers_or_head, tell_staff
from models.cases.queries.grave import meetings_of
from models.cases.queries.together import assistances_of
from models.cases.rules.assistance import still_open
from models.cases.rules.grave import called, decided
from models.cases.tables import Case
from models.cases.words import DueKind, Ending, MeetingState
from models.db import db
from models.errors import Invalid
from models.events.actions import Actor, record
from models.people.tables import Staff


def require_decided(case: Case, department_id: int) -> None:
    """Raises Invalid("department_id", "consulted") where a consultation decided on another department."""
    meeting = decided(meetings_of(case))
    if meeting is not None and meeting.lead_department_id != department_id:
        raise Invalid("department_id", "consulted")


def ask_decided(case: Case, *, by: Staff, now: datetime) -> None:
    """Asks the assisting departments that a consultation decided on, once the case has its lead.

    One that leads now, or has an open task already, is not asked again.
    """
    meeting = decided(meetings_of(case))
    if meeting is None:
        return
    meeting.carried_out_at = now
    busy = {each.department_id for each in still_open(assistances_of(case))} | {case.lead_department_id}
    wanted = [each.department for each in meeting.departments if each.assists]
    task = meeting.task
    db.session.flush()
    for department in wanted:
        if department.id not in busy:
            ask(case, department, task, by=by, now=now)


def drop_consultation(case: Case, *, by: Actor, now: datetime) -> None:
    """Lets go of a consultation that has not decided yet: the case went on. Those invited are told.

    Records case.consultation_dropped.
    """
    meeting = called(meetings_of(case))
    if meeting is None:
        return
    meeting.state = MeetingState.DROPPED
    invited = [each.department for each in meeting.departments if each.invited]
    db.session.flush()
    due_times.end(case, DueKind.CONSULTATION, ending=Ending.DROPPED, now=now)
    record("case.consultation_dropped", case, by=by, now=now, meeting=meeting.id)
    people = {person for each in invited for person in handlers_or_head(each, now=now)}
    tell_staff(people, "consultation_dropped", case, by=by, now=now)
