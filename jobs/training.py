"""What runs by itself in training: reminders, needs, certificates (L-02, L-04)."""

from datetime import datetime, timedelta

from jobs.job import Tally, each
from models.clock import local_day
from models.db import db
from models.rulebook.queries import rules_at
from models.training import actions
from models.training.queries import needs
from models.training.queries.sessions import to_remind
from models.training.tables import TrainingNeed
from web.training_papers import certificate_of


def remind(now: datetime) -> Tally:
    """Each session that begins soon, once."""
    before = timedelta(hours=rules_at(now).training.remind_hours)
    due = to_remind(now, before)
    return each(
        due, lambda session_id: actions.remind_of_session(session_id, now=now), name="training-remind"
    )


def keep_needs(now: datetime) -> Tally:
    """Needs of requirements and of delivered decisions are opened, those of none any more dropped."""
    required = [requirement.id for requirement in needs.requirements()]
    tally = each(required, lambda number: bool(actions.open_needs(number, now=now)), name="training-needs")
    tally += each(
        needs.remedial_missing(), lambda number: actions.open_remedial(number, now=now), name="training-needs"
    )
    return tally + each(
        needs.remedial_over(), lambda number: actions.drop_remedial(number, now=now), name="training-needs"
    )


def remind_of_gaps(now: datetime) -> Tally:
    """Each need that is near its day or past it, once each."""
    before = timedelta(days=rules_at(now).training.gap_days)
    due = needs.to_remind(local_day(now), before)
    return each(due, lambda number: actions.remind_of_need(number, now=now), name="training-gaps")


def certify(now: datetime) -> Tally:
    """The certificate of each need that is met, once."""
    return each(needs.to_certify(), lambda number: _certified(number, now), name="training-certify")


def _certified(number: int, now: datetime) -> bool:
    need = db.session.get_one(TrainingNeed, number)
    return actions.certify(need, certificate_of(number), now=now)
