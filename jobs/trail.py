"""Sealing the trail: what happened since the last run joins the chain (X-02)."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jobs.job import Tally, log, once, stopping
from models.db import db
from models.events.actions import seal

BATCH = 5000


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
