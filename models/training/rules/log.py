"""What a log says of a person: took part, passed, met what they needed (L-03, L-04). Pure."""

from calendar import monthrange
from datetime import date

from models.training.tables import Enrolment, TrainingSession
from models.training.words import TOOK_PART


def passed(session: TrainingSession, score: int | None) -> bool | None:
    """Whether so many marks are enough; None without marks or a pass mark."""
    if score is None or session.pass_mark is None:
        return None
    return score >= session.pass_mark


def completed(session: TrainingSession, enrolment: Enrolment) -> bool:
    """Whether somebody took part, and passed where the session is assessed; who did not makes it up."""
    took_part = enrolment.attendance in TOOK_PART
    return took_part and (session.pass_mark is None or enrolment.passed is True)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
