"""Somebody is given no cases for a while, as their head granted (H-10)."""

from datetime import date

from models.db import db
from models.people.tables import Staff


def relieve(person: Staff, until: date | None) -> Staff:
    """Nobody gives the person a case up to and with a local day; None ends it. Whoever asks has decided
    that it may be so, and records it."""
    person.relieved_until = until
    db.session.flush()
    return person
