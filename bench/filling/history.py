"""What stands beside the cases of a filled database: months of figures, training, the hotline's counts."""

from dataclasses import replace
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import func, select

from bench.filling.copying import YEARS
from demo.loading.rows import Rows
from demo.measuring import measure_months
from models.cases.tables import Case
from models.db import db, writing
from models.hotline.rules.clocks import quarter_of
from models.hotline.tables import HotlineTally
from models.hotline.words import Conclusion, ReportKind
from models.kpi import actions
from models.kpi.actions import Reckoned
from models.kpi.rules.months import Month
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Assessment, Attendance, Field, Means, Method, Place, SessionState, Way

SESSIONS_A_MONTH, CASES_A_SESSION, SEATS = 10, 1000, 12
"""So many sessions are planned each month whatever comes in, and one more for so many cases; each has so many
seats."""
RECKONED = 2
"""So many months that are over are reckoned from the rows; a million cases take minutes each."""
REPORTS = 7
"""So many reports of the most frequent kind the hotline closed in a quarter."""
TWO_HOURS = timedelta(hours=2)
PASS = 60


def tell_history(url: str, until: datetime) -> None:
    """Freezes every month as the clock would have, decides on older flags, and reckons the month that lasts;
    then the sessions held and the reports closed in them. Commits."""
    app = Flask("history")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    with app.app_context(), writing():
        try:
            _freeze(until)
            months = Month.of(until).back(12 * YEARS)
            rows = Rows()
            _train(rows, months, until)
            rows.store()
            _count_reports(months)
            db.session.commit()
        finally:
            db.session.remove()
            db.engine.dispose()


def _freeze(until: datetime) -> None:
    """The last months are reckoned, those before told again from them, as their cases are."""
    over = actions.closable(until)
    counted = [actions.reckon(month, actions.closes_at(month)) for month in over[-RECKONED:]]
    for before, month in enumerate(reversed(over)):
        if before >= RECKONED:
            counted.insert(0, _again(counted[RECKONED - 1], month))
    for found in counted:
        actions.close_month(found, now=actions.closes_at(found.month))
    measure_months(until)


def _again(later: Reckoned, month: Month) -> Reckoned:
    """The figures of a later month as those of this one, which has no day that is not in it."""
    days = [
        each._replace(day=month.first.replace(day=each.day.day))
        for each in later.days
        if each.day.day <= month.last.day
    ]
    return replace(later, month=month, at=actions.closes_at(month), days=days)


def _train(rows: Rows, months: list[Month], until: datetime) -> None:
    """The same sessions each month; the company trains more where more goes wrong."""
    trainers = select(RoleGrant.staff_id).where(RoleGrant.role == Role.TRAINER)
    trainer = db.session.scalars(trainers.order_by(RoleGrant.staff_id)).first()
    people = db.session.scalars(select(Staff.id).order_by(Staff.id)).all()
    cases = db.session.scalar(select(func.count()).select_from(Case)) or 0
    each = SESSIONS_A_MONTH + cases // CASES_A_SESSION // len(months)
    for month in months:
        for place in range(each):
            starts_at = month.start + timedelta(days=1 + place % 26, hours=10)
            if starts_at + TWO_HOURS < until:
                number = f"T-{month.key}-{place:04d}"
                session = _session(rows, number, starts_at, list(Field)[place % len(Field)], trainer)
                for seat in range(SEATS):
                    person = people[(place + seat) % len(people)]
                    _seat(rows, session, starts_at, person, place + seat, trainer)


def _session(rows: Rows, number: str, at: datetime, field: Field, trainer: int | None) -> int:
    made = rows.add(
        TrainingSession,
        at=at,
        number=number,
        version=1,
        state=SessionState.LOGGED,
        title="投诉分级与时限",
        field=field,
        method=Method.INTERNAL,
        trainer_id=trainer,
        place="总部二楼培训室",
        starts_at=at,
        ends_at=at + TWO_HOURS,
        capacity=SEATS,
        departments=[],
        roles=[],
        assessment=Assessment.MARKS,
        pass_mark=PASS,
        planned_by_id=trainer,
        ended_by_id=trainer,
        ended_at=at + TWO_HOURS,
    )
    return int(made["id"])


def _seat(rows: Rows, session: int, at: datetime, person: int, place: int, trainer: int | None) -> None:
    """Most take part to the end and pass."""
    absent, score = place % 9 == 0, 40 + place * 7 % 60
    rows.add(
        Enrolment,
        at=at,
        session_id=session,
        staff_id=person,
        place=Place.SEATED,
        way=Way.RULE,
        queued_at=at,
        attendance=Attendance.ABSENT if absent else Attendance.PRESENT,
        means=Means.TAP,
        noted_at=at,
        noted_by_id=trainer,
        reason="出差" if absent else "",
        score=None if absent else score,
        passed=None if absent else score >= PASS,
    )


def _count_reports(months: list[Month]) -> None:
    """Of each quarter that is over; kinds and conclusions are not equally frequent."""
    quarters = sorted({quarter_of(month.first) for month in months[:-1]} - {quarter_of(months[-1].first)})
    for quarter in quarters:
        for rank, kind in enumerate(ReportKind):
            for place, conclusion in enumerate(Conclusion):
                if reports := max(0, REPORTS - rank - place):
                    tally = HotlineTally(quarter=quarter, kind=kind, conclusion=conclusion, reports=reports)
                    db.session.add(tally)
