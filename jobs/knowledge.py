"""Telling who keeps an article that its review day has come (K-01)."""

from datetime import datetime

from jobs.job import Tally, each
from models.clock import local_day
from models.knowledge.actions import remind_of_review
from models.knowledge.queries import reviews_due


def remind(now: datetime) -> Tally:
    """Tells each owner once for each review day."""
    return each(
        reviews_due(local_day(now)),
        lambda article_id: remind_of_review(article_id, now=now),
        name="knowledge-reviews",
    )
