"""The clock of one process: an APScheduler whose entries run only while the lease is held (R-03)."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from jobs.job import Job, until
from jobs.lease import ClockLease, process_name
from jobs.run import run
from models import clock
from models.clock import SHANGHAI
from models.jobs.queries import last_run
from models.jobs.rules import LEASE, RENEW

THREADS = 3
SETTLING = timedelta(seconds=2)
"""How long after the start the jobs first look whether the lease is held."""
APART = timedelta(seconds=1)
"""How far apart the jobs begin: all at once would keep whoever asks for the first pages waiting."""
QUIET_START = timedelta(minutes=2)
"""When what runs once a day or so is first asked for."""
LONG = timedelta(minutes=10)
"""A job that runs more seldom than this is asked for this often, and runs when its last run is old enough."""


class Clock:
    """Runs `jobs` for as long as this process lives and holds the lease; stands by otherwise."""

    def __init__(
        self, app: Flask, jobs: Sequence[Job], *, length: timedelta = LEASE, renew: timedelta = RENEW
    ) -> None:
        self.app = app
        self.jobs = tuple(jobs)
        self.lease = ClockLease(process_name(), length=length)
        self._renew_every = renew
        self._stop = Event()
        self._scheduler: Any = BackgroundScheduler(
            timezone=SHANGHAI,
            executors={"default": ThreadPoolExecutor(THREADS), "lease": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 30},
        )

    def start(self) -> None:
        """Starts the threads and returns. The first try for the lease is made at once, in a thread."""
        # That a job still runs when it is due again is normal here, and no news for whoever reads the log.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._add("lease", self._renew, self._renew_every, clock.now(), executor="lease")
        for place, job in enumerate(self.jobs):
            first = SETTLING + place * APART if job.every <= LONG else QUIET_START
            self._add(job.name, self._run, min(job.every, LONG), clock.now() + first, args=[job])
        self._scheduler.start()

    def stop(self) -> None:
        """Lets each running job finish the item it is at, then gives the lease back."""
        self._stop.set()
        self._scheduler.pause()
        self._scheduler.shutdown(wait=True)
        with self.app.app_context():
            self.lease.give_back()

    def _add(self, name: str, do: Any, every: timedelta, first: datetime, **options: Any) -> None:
        self._scheduler.add_job(
            do, "interval", seconds=every.total_seconds(), id=name, next_run_time=first, **options
        )

    # What follows runs in the scheduler's threads. It must not call the scheduler: that holds its locks
    # while it waits for these threads to end.

    def _renew(self) -> None:
        with self.app.app_context():
            self.lease.renew()

    def _run(self, job: Job) -> None:
        if not self.lease.held:
            return
        with self.app.app_context(), until(self._stop):
            now = clock.now()
            if job.every <= LONG or _is_old(job, now):
                run(job, now=now, holder=self.lease.holder)


def _is_old(job: Job, now: datetime) -> bool:
    """Whether a job that runs seldom is due: read from its runs, so a restart skips and repeats nothing."""
    last = last_run(job.name)
    return last is None or now - last.started_at >= job.every
