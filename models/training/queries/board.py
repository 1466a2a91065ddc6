"""The trainer's board: what was held, who took part and passed, month by month of a year (M-02, L-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select

from models.clock import SHANGHAI, local
from models.db import db
from models.people.tables import Staff
from models.surveys.rules.statistics import Share, share
from models.training.tables import Enrolment, TrainingSession
from models.training.words import TOOK_PART, Field, Place, SessionState

MONTHS = 12


@dataclass(frozen=True)
class Taught:
    """Sessions whose log is closed: how many, their minutes, how many people had a seat, took part to the
    end, were assessed and passed. A person who took part in two sessions counts twice."""

    sessions: int = 0
    minutes: int = 0
    seated: int = 0
    took_part: int = 0
    assessed: int = 0
    passed: int = 0

    def __add__(self, other: "Taught") -> "Taught":
        return Taught(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def attendance(self) -> Share | None:
        """Who took part to the end, of who had a seat; None where nobody had."""
        return share(self.took_part, self.seated) if self.seated else None

    @property
    def pass_share(self) -> Share | None:
        """Who passed, of who was assessed; None where nobody was."""
        return share(self.passed, self.assessed) if self.assessed else None


@dataclass(frozen=True)
class TaughtYear:
    """A year, month by month from January."""

    year: int
    months: Sequence[Taught]

    @property
    def whole(self) -> Taught:
        """All months together."""
        return sum(self.months, Taught())


def taught_in(year: int, *, field: Field | None = None, department: int | None = None) -> TaughtYear:
    """What was held in a year whose log is closed, by the month in which a session began in Shanghai.

    `field` narrows to what sessions are about, `department` to people who are in it today: sessions in which
    none of them had a seat do not count then. Source: `training_session` and `training_enrolment` with a
    seat; somebody whose attendance nobody noted counts as a seat alone. One query.
    """
    first, after = (datetime(each, 1, 1, tzinfo=SHANGHAI) for each in (year, year + 1))
    seats = (Enrolment.session_id == TrainingSession.id) & (Enrolment.place == Place.SEATED)
    counted = [
        func.count(Enrolment.id),
        func.count(case((Enrolment.attendance.in_(TOOK_PART), 1))),
        func.count(Enrolment.passed),
        func.count(case((Enrolment.passed.is_(True), 1))),
    ]
    rows = select(TrainingSession.starts_at, TrainingSession.ends_at, *counted)
    if department is None:
        rows = rows.outerjoin(Enrolment, seats)
    else:
        rows = rows.join(Enrolment, seats).join(Staff, Staff.id == Enrolment.staff_id)
        rows = rows.where(Staff.department_id == department)
    rows = rows.where(
        TrainingSession.state == SessionState.LOGGED,
        TrainingSession.starts_at >= first,
        TrainingSession.starts_at < after,
    )
    if field is not None:
        rows = rows.where(TrainingSession.field == field)
    months = [Taught()] * MONTHS
    grouped = rows.group_by(TrainingSession.id, TrainingSession.starts_at, TrainingSession.ends_at)
    for row in db.session.execute(grouped):
        starts_at, ends_at, *counts = row
        place = local(starts_at).month - 1
        minutes = int((ends_at - starts_at).total_seconds()) // 60
        months[place] = months[place] + Taught(1, minutes, *counts)
    return TaughtYear(year, months)


def years_taught(today: date) -> list[int]:
    """This year and those before it in which sessions lie, the latest first."""
    first = db.session.scalar(select(func.min(TrainingSession.starts_at)))
    begin = local(first).year if first is not None else today.year
    return list(range(today.year, min(begin, today.year) - 1, -1))
