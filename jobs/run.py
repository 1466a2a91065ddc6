"""Running one job once, and writing down how it went."""

import logging
from datetime import datetime

from jobs.job import Job, Tally, describe
from models import clock
from models.db import begin_reading, db, writing
from models.jobs.actions import note_run
from models.jobs.queries import worth_noting

log = logging.getLogger("huiyin.jobs")


def run(job: Job, *, now: datetime, holder: str) -> Tally:
    """Runs a job as if it were `now`. Never raises: a failure is logged and is part of the tally."""
    started_at = clock.now()
    db.session.rollback()
    begin_reading()
    try:
        tally = job.run(now)
    except Exception as problem:
        db.session.rollback()
        log.exception("the job %s failed", job.name)
        tally = Tally(failed=1, error=describe(problem))
    finally:
        db.session.remove()
        begin_reading()
    _note(job, tally, started_at=started_at, holder=holder)
    return tally


def _note(job: Job, tally: Tally, *, started_at: datetime, holder: str) -> None:
    ended_at = clock.now()
    try:
        if not worth_noting(job.name, done=tally.done, error=tally.error, ended_at=ended_at):
            return
        db.session.rollback()  # the look was a reading transaction
        with writing():
            note_run(
                job.name,
                holder=holder,
                started_at=started_at,
                ended_at=ended_at,
                done=tally.done,
                failed=tally.failed,
                error=tally.error,
            )
            db.session.commit()
    except Exception:
        db.session.rollback()
        log.exception("the run of %s could not be written down", job.name)
    finally:
        db.session.remove()
