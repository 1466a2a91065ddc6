"""Taking and leaving the lease, and writing down runs."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update

from models.db import changed_rows, db, insert_once
from models.jobs import queries
from models.jobs.rules import ERROR_LENGTH, KEPT
from models.jobs.tables import JobRun, Lease


def hold(name: str, holder: str, *, length: timedelta, now: datetime) -> bool:
    """Takes a lease that is free or has run out, or renews one's own; returns whether it is held.

    One changed row says so, so that of two processes one gets it.
    """
    free = or_(Lease.holder == holder, Lease.until < now)
    held = update(Lease).where(Lease.name == name, free).values(holder=holder, until=now + length)
    if changed_rows(held.execution_options(synchronize_session=False)) == 1:
        return True
    if queries.lease(name) is not None:
        return False
    return insert_once(Lease, name=name, holder=holder, until=now + length)


def leave(name: str, holder: str) -> bool:
    """Gives one's lease back, so that another need not wait; returns whether it was held."""
    return changed_rows(delete(Lease).where(Lease.name == name, Lease.holder == holder)) == 1


def note_run(
    job: str,
    *,
    holder: str,
    started_at: datetime,
    ended_at: datetime,
    done: int,
    failed: int = 0,
    error: str = "",
) -> JobRun:
    """Writes a run down. `error` is cut at ERROR_LENGTH signs."""
    run = JobRun(
        job=job,
        holder=holder,
        started_at=started_at,
        ended_at=max(started_at, ended_at),
        done=done,
        failed=failed,
        error=error[:ERROR_LENGTH],
    )
    db.session.add(run)
    db.session.flush()
    return run


def forget_runs(*, now: datetime) -> int:
    """Removes runs older than KEPT; returns how many."""
    return changed_rows(delete(JobRun).where(JobRun.ended_at < now - KEPT))
