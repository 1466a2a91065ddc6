"""One clock at a time: the lease that a process holds while it runs the jobs."""

import os
import socket
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from jobs.job import log
from models import clock
from models.db import db, writing
from models.ids import random_code
from models.jobs.actions import hold, leave
from models.jobs.rules import CLOCK, LEASE


def process_name() -> str:
    """A name for this process that no other has, on this machine or another, now or later."""
    return f"{socket.gethostname()}:{os.getpid()}:{random_code(6)}"


class ClockLease:
    """This process's claim to the clock. `held` is asked before each job; no question to the database."""

    def __init__(self, holder: str, *, length: timedelta = LEASE) -> None:
        self.holder = holder
        self.length = length
        self._until: datetime | None = None

    @property
    def held(self) -> bool:
        """Whether the lease is ours and has not run out, as after a long sleep of the machine."""
        return self._until is not None and clock.now() < self._until

    def renew(self) -> bool:
        """Takes the lease when it is free, keeps it when it is ours; returns whether it is held.

        A database that does not answer changes nothing: what is held runs out by itself.
        """
        before, now = self.held, clock.now()
        try:
            with writing():
                mine = hold(CLOCK, self.holder, length=self.length, now=now)
                db.session.commit()
        except SQLAlchemyError as problem:
            db.session.rollback()
            log.warning("the clock's lease could not be renewed: %s", type(problem).__name__)
            return self.held
        finally:
            db.session.remove()
        self._until = now + self.length if mine else None
        if mine != before:
            log.info("%s %s the clock", self.holder, "runs" if mine else "no longer runs")
        return mine

    def give_back(self) -> None:
        """Ends the lease at once, so that the next process need not wait for it to run out."""
        if self._until is None:
            return
        self._until = None
        try:
            with writing():
                leave(CLOCK, self.holder)
                db.session.commit()
        except SQLAlchemyError:
            db.session.rollback()  # it runs out by itself
        finally:
            db.session.remove()
