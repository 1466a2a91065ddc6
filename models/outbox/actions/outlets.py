"""Whoever delivers says by which means messages can leave (R-02)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from models.db import db, insert_once
from models.outbox.tables import Means, Outlet


def note_outlet(means: Means, *, open: bool, countries: Sequence[str] = ()) -> None:  # noqa: A002
    """Notes whether messages can leave by a means, and to which countries; writes only what changed."""
    found = db.session.scalars(select(Outlet).where(Outlet.means == means)).one_or_none()
    if found is None:
        insert_once(Outlet, means=means, open=open, countries=list(countries))
    elif (found.open, list(found.countries)) != (open, list(countries)):
        found.open, found.countries = open, list(countries)
        db.session.flush()


def let_rest(means: Means, until: datetime) -> None:
    """Notes that the other side wants no message before a moment."""
    db.session.execute(update(Outlet).where(Outlet.means == means).values(rests_until=until))
