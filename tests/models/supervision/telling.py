"""Inspections of departments in the story that many tests share: one concluded, one planned (Q-03)."""

from datetime import datetime

from models.supervision import actions
from tests.cast import Cast
from tests.models.supervision.making import concluded, draft


def supervise(cast: Cast, now: datetime) -> None:
    """Technical operations was inspected and corrects one thing; it is to be inspected again."""
    concluded(cast, now)
    actions.plan_inspection(draft(cast, now), by=cast.inspector, now=now)
