"""Sealing the trail, and checking once a day that it is still what was written (X-02)."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jobs.job import Tally, log, once, stopping, write
from models.clock import local_day
from models.db import db
from models.events.actions import SYSTEM, TRAIL, note_check, seal
from models.events.queries import Verification, verify
from models.outbox.actions import notify
from models.people.queries import working_staff
from models.people.roles import Role

BATCH = 1000
"""How many events one transaction seals: others who want to write wait for as long as it takes."""


def seal_events(_now: datetime) -> Tally:
    """Chains all events without a seal, BATCH a transaction. Two sealers at once: one of them wins."""
    tally = Tally()
    while not stopping():
        try:
            sealed = once(lambda: seal(limit=BATCH))
        except IntegrityError:
            db.session.rollback()
            log.info("another process sealed the trail at the same moment")
            return tally
        finally:
            db.session.expunge_all()
        tally += sealed
        if sealed.done < BATCH:
            break
    return tally


def check_trail(now: datetime) -> Tally:
    """Walks along the whole chain and records `trail.verified`.

    Auditors and administrators are told of faults, once a day.
    """
    found = verify()
    write(lambda: _note(found, now))
    if found.sound:
        return Tally(done=1)
    log.error("the trail was tampered with: %s", found.faults[0])
    return Tally(failed=len(found.faults), error=found.faults[0])


def _note(found: Verification, now: datetime) -> None:
    note_check(found, by=SYSTEM, now=now)
    if found.sound:
        return
    today = local_day(now)
    for person in working_staff(on=today, roles=[Role.AUDITOR, Role.ADMINISTRATOR]):
        notify(person.id, "trail_broken", about=TRAIL, now=now, dedupe=f"trail:{today}:{person.id}")
