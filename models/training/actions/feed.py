"""A person gets a secret address for their calendar, or another one (L-02)."""

from datetime import datetime

from models.db import db
from models.events.actions import record
from models.ids import LOCATOR_LENGTH, random_code
from models.people.tables import Staff
from models.training.queries.sessions import feed_of
from models.training.tables import CalendarFeed


def renew_feed(*, by: Staff, now: datetime) -> CalendarFeed:
    """Makes the calendar of a person, or gives it another address: the old one opens nothing any more.
    Records calendar.made."""
    feed = feed_of(by)
    if feed is None:
        feed = CalendarFeed(staff_id=by.id, locator=random_code(LOCATOR_LENGTH))
        db.session.add(feed)
    feed.locator = random_code(LOCATOR_LENGTH)
    db.session.flush()
    record("calendar.made", feed, by=by, now=now)
    return feed
