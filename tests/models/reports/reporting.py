"""A quarter with answered revisits, and reports about it: what the tests of reports begin with."""

from datetime import datetime, timedelta
from typing import Any

from models.clock import SHANGHAI
from models.reports import actions
from models.reports.queries import find
from models.reports.tables import SatisfactionReport
from models.reports.words import Passage
from models.revisits.words import Silence
from models.surveys.words import Reach
from tests.cast import Cast
from tests.models.results.answering import many, revisited

AUTUMN = datetime(2026, 8, 17, 10, 0, tzinfo=SHANGHAI)
"""In the third quarter."""
WINTER = datetime(2026, 11, 16, 10, 0, tzinfo=SHANGHAI)
"""In the fourth."""
NEW_YEAR = datetime(2027, 1, 4, 9, 0, tzinfo=SHANGHAI)
"""The fourth quarter is over."""
HOUR = timedelta(hours=1)
WORDS = {
    Passage.INTRODUCTION: {"zh": "感谢每一位作答的客户。", "en": "Thank you to everyone who answered."},
    Passage.ACTION: {"zh": "我们增加了晚间值班。", "en": "We have more people on duty in the evening."},
}


def answered_quarter(at: datetime = WINTER, **others: Any) -> None:
    """62 answers in two large departments and a small one, and some silence."""
    many([5] * 18 + [4] * 10 + [3] * 2, code="JS", at=at, others={"attitude": 5, "speed": 4}, **others)
    many(
        [5] * 3 + [4] * 9 + [3] * 4 + [2] * 8 + [1] * 4, code="YF", at=at, others={"attitude": 4, "speed": 2}
    )
    many([5, 4, 2, 1], code="YY", at=at, reach=Reach.SMS)
    for _ in range(6):
        revisited(None, at=at, silence=Silence.NO_ANSWER)
    for _ in range(2):
        revisited(None, at=at, silence=Silence.REFUSED)


def drafted(cast: Cast, key: str = "2026Q4", *, now: datetime = NEW_YEAR) -> SatisfactionReport:
    """A draft by an agent."""
    return actions.draft(key, by=cast.agent, now=now)


def submitted(cast: Cast, key: str = "2026Q4", *, now: datetime = NEW_YEAR) -> SatisfactionReport:
    """Written and submitted by an agent."""
    report = drafted(cast, key, now=now)
    actions.write(report, WORDS, by=cast.agent, now=now, seen=None)
    return actions.submit(report, by=cast.agent, now=now, seen=None)


def published(cast: Cast, key: str = "2026Q4", *, now: datetime = NEW_YEAR) -> SatisfactionReport:
    """Approved by a leader."""
    report = actions.publish(submitted(cast, key, now=now), by=cast.leader, now=now, seen=None)
    found = find(report.id)
    assert found is not None
    return found
