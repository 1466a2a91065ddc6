"""How each job does, read from the lease and from the runs that were written down (R-03, X-08)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from flask import current_app

from models.jobs.queries import last_runs, lease
from models.jobs.rules import CLOCK, QUIET, too_silent
from models.jobs.tables import JobRun, Lease
from models.privacy import masked_text


class Job(Protocol):
    """A job as the clock knows it; the portal is handed the list and imports none of it."""

    @property
    def name(self) -> str: ...

    @property
    def every(self) -> timedelta: ...

    @property
    def summary(self) -> object: ...


class Health(StrEnum):
    """How a job does. OVERDUE: the clock runs, but this job has not for longer than it may be silent."""

    FINE = "fine"
    FAILED = "failed"
    OVERDUE = "overdue"
    NEVER = "never"


@dataclass(frozen=True)
class Row:
    """One job: what it does, its last run that was written down, and when it is to run next.

    `next_at` is None where no process runs the clock, and for jobs that run so often that only their
    rhythm says anything.
    """

    job: Job
    last: JobRun | None
    health: Health
    next_at: datetime | None

    @property
    def error(self) -> str:
        return masked_text(self.last.error) if self.last is not None else ""


def jobs() -> Sequence[Job]:
    """Everything that runs by itself, in the order of the schedule."""
    found: Sequence[Job] = current_app.extensions["jobs"]
    return found


def holder(now: datetime) -> Lease | None:
    """The lease of the process that runs the clock; None where none does."""
    held = lease(CLOCK)
    return held if held is not None and held.until > now else None


def rows(now: datetime) -> list[Row]:
    """Every job with its state; two queries whatever their number."""
    runs, running = last_runs(), holder(now) is not None
    return [_row(job, runs.get(job.name), running, now) for job in jobs()]


def _row(job: Job, last: JobRun | None, running: bool, now: datetime) -> Row:
    seldom = job.every > QUIET
    next_at = None
    if running and seldom:
        next_at = now if last is None else max(now, last.started_at + job.every)
    return Row(job, last, _health(job, last, running, now), next_at)


def _health(job: Job, last: JobRun | None, running: bool, now: datetime) -> Health:
    if last is None:
        return Health.NEVER
    if last.error:
        return Health.FAILED
    silent = too_silent(job.every, since=now - last.ended_at)
    return Health.OVERDUE if running and silent else Health.FINE
