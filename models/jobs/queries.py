"""Reading who holds the clock and how its jobs went."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from models.db import db
from models.jobs.rules import says_something_new
from models.jobs.tables import JobRun, Lease


def lease(name: str) -> Lease | None:
    """The lease of that name, whoever holds it, run out or not."""
    return db.session.scalars(select(Lease).where(Lease.name == name)).one_or_none()


def last_run(job: str) -> JobRun | None:
    """The latest run of a job that was written down."""
    return db.session.scalars(
        select(JobRun).where(JobRun.job == job).order_by(JobRun.ended_at.desc(), JobRun.id.desc()).limit(1)
    ).first()


def worth_noting(job: str, *, done: int, error: str, ended_at: datetime) -> bool:
    """Whether a run says something that the last one written down did not."""
    last = last_run(job)
    if done or last is None:
        return True
    return says_something_new(error, last.error, since=ended_at - last.ended_at)


def last_runs() -> dict[str, JobRun]:
    """The latest run of every job that ever ran, by the job's name."""
    latest = select(func.max(JobRun.id)).group_by(JobRun.job)
    runs = db.session.scalars(select(JobRun).where(JobRun.id.in_(latest)))
    return {run.job: run for run in runs}


def failed_runs(limit: int = 10) -> Sequence[JobRun]:
    """The latest runs of any job that failed on something, newest first."""
    failed = select(JobRun).where(JobRun.failed > 0).order_by(JobRun.ended_at.desc(), JobRun.id.desc())
    return db.session.scalars(failed.limit(limit)).all()


def recent_runs(job: str, limit: int = 50) -> Sequence[JobRun]:
    """The latest runs of a job, newest first."""
    return db.session.scalars(
        select(JobRun)
        .where(JobRun.job == job)
        .order_by(JobRun.ended_at.desc(), JobRun.id.desc())
        .limit(limit)
    ).all()
