"""How satisfied revisited customers were, week by week (S-06)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from models.cases.queries import visible_to
from models.cases.tables import Case
from models.clock import SHANGHAI, local_day
from models.db import db
from models.people.tables import Staff
from models.revisits.rules import LEAST_SATISFIED
from models.revisits.tables import Revisit
from models.revisits.words import RevisitKind
from models.surveys.rules.statistics import Share, share


@dataclass(frozen=True)
class Week:
    """The revisits answered in one week, which begins on a Monday in Shanghai."""

    monday: date
    satisfied: Share | None


def last_mondays(now: datetime, weeks: int = 8) -> list[date]:
    """The Mondays on which the last weeks began, oldest first."""
    today = local_day(now)
    this_monday = today - timedelta(days=today.weekday())
    return [this_monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]


def weekly_satisfaction(staff: Staff, now: datetime, weeks: int = 8) -> list[Week]:
    """The satisfied share of the last weeks, oldest first, over the cases that the person may see."""
    mondays = last_mondays(now, weeks)
    rows = db.session.execute(
        select(Revisit.answered_at, Revisit.score).where(
            Revisit.kind == RevisitKind.FIRST,
            Revisit.score.is_not(None),
            Revisit.answered_at >= datetime.combine(mondays[0], time(), SHANGHAI),
            Revisit.case_id.in_(visible_to(staff).with_only_columns(Case.id)),
        )
    )
    scores: dict[date, list[int]] = {monday: [] for monday in mondays}
    for answered_at, score in rows:
        assert answered_at is not None
        assert score is not None
        day = local_day(answered_at)
        scores.setdefault(day - timedelta(days=day.weekday()), []).append(score)
    return [
        Week(monday, share(sum(score >= LEAST_SATISFIED for score in scores[monday]), len(scores[monday])))
        for monday in mondays
    ]
