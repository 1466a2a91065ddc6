"""Keeping the customer posted: by when we are heard of again (T-02, G-04)."""

from datetime import datetime

from models.cases.actions import due_times
from models.cases.queries.due import running
from models.cases.tables import Case
from models.cases.words import DueKind, Ending
from models.rulebook.queries import rules_of


def promise_progress(case: Case, *, now: datetime) -> None:
    """Starts the clock of the next word to the customer, where the grade or the urgency promises one."""
    promise = rules_of(case.timing_id).progress(case.grade, now, urgent=case.urgent)
    if promise is None:
        due_times.end(case, DueKind.PROGRESS, ending=Ending.DROPPED, now=now)
    else:
        due_times.start(case, DueKind.PROGRESS, promise, since=now)


def spoken_to(case: Case, *, now: datetime) -> None:
    """The customer heard from us: that meets the first response, and the next word is due anew."""
    due_times.meet(case, DueKind.FIRST_RESPONSE, now=now)
    if running(case, DueKind.PROGRESS):
        due_times.meet(case, DueKind.PROGRESS, now=now)
        promise_progress(case, now=now)
