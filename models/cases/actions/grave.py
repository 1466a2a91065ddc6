"""The duties of a grave case begin, and end when its grade falls (G-04)."""

from datetime import datetime

from models.cases.actions import due_times
from models.cases.queries.due import running
from models.cases.queries.grave import meetings_of, reports_of
from models.cases.rules.grave import may_be_written, open_items
from models.cases.tables import Case
from models.cases.words import DueKind, Ending, ReportState
from models.db import db
from models.events.actions import Actor, record
from models.rulebook.queries import rules_of

DUTIES = (DueKind.MEETING, DueKind.SPECIAL_REPORT, DueKind.ACKNOWLEDGEMENT)
UNREAD = (ReportState.DRAFT, ReportState.SUBMITTED)


def promise_meeting(case: Case, *, by: Actor, now: datetime) -> None:
    """A new grade starts the clock of the emergency meeting, or ends the duties of the graver one."""
    rules = rules_of(case.timing_id)
    period = rules.grade(case.grade).meeting
    if period is None:
        end_grave_duties(case, by=by, now=now)
    else:
        due_times.start(case, DueKind.MEETING, rules.promise(period, now), since=now)


def promise_report(case: Case, *, now: datetime) -> None:
    """Starts the clock of the special report where the grade asks for one and this round has none."""
    rules = rules_of(case.timing_id)
    period = rules.grade(case.grade).special_report
    if period is None or running(case, DueKind.SPECIAL_REPORT):
        return
    if may_be_written(reports_of(case), case.round):
        due_times.start(case, DueKind.SPECIAL_REPORT, rules.promise(period, now), since=now)


def end_grave_duties(case: Case, *, by: Actor, now: datetime) -> None:
    """Ends what is still open of a grave case: clocks, action items, a report that nobody has read.

    Records case.grave_ended with how much it was; nothing where nothing is open.
    """
    dues = running(case, *DUTIES)
    items = open_items(meetings_of(case))
    reports = [each for each in reports_of(case) if each.state in UNREAD]
    if not (dues or items or reports):
        return
    due_times.end(case, *DUTIES, ending=Ending.DROPPED, now=now)
    for item in items:
        item.dropped_at = now
    for report in reports:
        report.state = ReportState.DROPPED
    db.session.flush()
    record(
        "case.grave_ended",
        case,
        by=by,
        now=now,
        dues=[due.kind for due in dues],
        items=len(items),
        report=reports[-1].id if reports else None,
    )
