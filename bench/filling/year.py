"""One year of the demo company with all that hangs on its cases: what a filled database is made of."""

from datetime import datetime, timedelta
from functools import cache

from bench.filling.extras import Extras
from bench.filling.passages import Passages, passages_of
from demo.company import make_company
from demo.loading.load import load
from demo.story import Company
from models.clock import SHANGHAI, local_day, now
from models.db import db

HOTLINE = "400-810-6666"


@cache
def moment() -> datetime:
    """When the year ends: just before the hour that has begun, so that nothing lies ahead of the copies."""
    return now().astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0) - timedelta(seconds=1)


@cache
def company() -> Company:
    """The demo company as it stands at that moment."""
    return make_company(local_day(moment()), until=moment(), hotline=HOTLINE)


@cache
def passages() -> Passages:
    """What its customers say, mixed."""
    return passages_of(company())


def year() -> None:
    """Load it into an empty database. Commits."""
    load(company(), now=moment())
    db.session.flush()
    Extras(moment()).add_all()
    db.session.commit()
