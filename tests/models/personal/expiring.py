"""Cases whose time is over, and nights in which they lose their personal data."""

from datetime import datetime, timedelta

from jobs import retention
from models.cases import actions as cases
from models.cases.tables import Case
from models.clock import SHANGHAI
from models.db import db
from models.personal.actions import confirm_start
from models.personal.queries import how_many, start_of
from models.rulebook.queries import retention_at
from tests.cast import Cast
from tests.models.cases.making import answered
from tests.moments import MONDAY

ASKED = datetime(2029, 12, 3, 10, 0, tzinfo=SHANGHAI)
"""A morning on which complaints closed on MONDAY have been closed for three years."""
NIGHT = datetime(2029, 12, 20, 2, 0, tzinfo=SHANGHAI)
"""A night after what was asked then was confirmed and waited for."""


def closed(cast: Cast, n: int = 0, now: datetime = MONDAY) -> Case:
    """A complaint of grade 2, closed a day later as its customer is content; each `n` another customer."""
    phone, email = f"+8613900139{n:03d}", f"qian{n}@example.com"
    problem = f"我叫钱伟{n}，手机{phone.removeprefix('+86')}，宽带断了三天。"
    case = answered(cast, now, phone=phone, email=email, name=f"钱伟{n}", problem=problem)
    cases.confirm(case, True, "", now=now + timedelta(days=1))
    return case


def begin(cast: Cast, now: datetime = ASKED) -> None:
    """An administrator was told how many cases there are, and confirmed it. Commits."""
    db.session.commit()
    retention.ask(now)
    start = start_of(retention_at(now))
    assert start is not None
    confirm_start(start, how_many(retention_at(now), now), by=cast.administrator, now=now)
    db.session.commit()
