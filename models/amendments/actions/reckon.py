"""An edition took effect: the clocks of open cases, one case after the other (H-03)."""

from datetime import datetime

from models.amendments.queries.reckoning import edition_before, to_reckon
from models.amendments.tables import Amendment
from models.cases.actions import reckon
from models.db import db
from models.events.actions import SYSTEM, record
from models.rulebook.tables import Rulebook


def reckon_next(amendment_id: int, case_id: int, *, now: datetime) -> bool:
    """Reckons one open case for the edition that an amendment became; False when it was already."""
    amendment = db.session.get_one(Amendment, amendment_id)
    edition = db.session.get_one(Rulebook, amendment.rulebook_id)
    before = edition_before(edition)
    return reckon(case_id, edition, before, apply=amendment.apply_to_open, now=now)


def finish_reckoning(amendment_id: int, *, now: datetime) -> bool:
    """Notes that all open cases were gone through; records amendment.reckoned. False while one is left,
    or when another clock was quicker."""
    amendment = db.session.get_one(Amendment, amendment_id, populate_existing=True)
    edition = db.session.get_one(Rulebook, amendment.rulebook_id)
    if amendment.reckoned_at is not None or to_reckon(edition, 1):
        return False
    amendment.reckoned_at = now
    db.session.flush()
    record("amendment.reckoned", amendment, by=SYSTEM, now=now, edition=edition.version_number)
    return True
