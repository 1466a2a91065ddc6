"""What every fact says: which case, when, whose, what kind of work, and whether it was reached."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement

from models.cases.tables import Case, DueTime, Pause, Result
from models.db import UTCDateTime
from models.events.tables import Event
from models.people.tables import Posting, Staff

NAMES = ("case_id", "at", "department_id", "staff_id", "category", "grade", "channel", "hit", "minutes")


class seconds_between(FunctionElement[int]):  # noqa: N801  # a function of SQL
    """Whole seconds of the wall clock from one moment to another."""

    type = Integer()
    inherit_cache = True


@compiles(seconds_between, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    since, until = (compiler.process(each, **options) for each in element.clauses)
    return f"(CAST(strftime('%s', {until}) AS INTEGER) - CAST(strftime('%s', {since}) AS INTEGER))"


@compiles(seconds_between, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    since, until = (compiler.process(each, **options) for each in element.clauses)
    return f"CAST(floor(extract(epoch FROM {until})) - floor(extract(epoch FROM {since})) AS INTEGER)"


class local_date(FunctionElement[str]):  # noqa: N801  # a function of SQL
    """The day of a moment in Shanghai, as 2026-11-23; there is no summer time."""

    type = String()
    inherit_cache = True


@compiles(local_date, "postgresql")
def _day_on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **options)} + interval '8 hours', 'YYYY-MM-DD')"


class local_day_of(FunctionElement[date]):  # noqa: N801  # a function of SQL
    """The day of a moment in Shanghai, to be held against a column of days."""

    type = Date()
    inherit_cache = True


@compiles(local_date, "sqlite")
@compiles(local_day_of, "sqlite")
def _day_on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '+8 hours')"


@compiles(local_day_of, "postgresql")
def _date_on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} + interval '8 hours' AS DATE)"


def moment(at: datetime) -> ColumnElement[datetime]:
    """A moment as SQL."""
    return literal(at, UTCDateTime)


def facts(
    *,
    at: SQLColumnExpression[Any],
    department: Any,
    staff: Any,
    hit: ColumnElement[bool] | None = None,
    minutes: Any = None,
) -> Select[Any]:
    """A fact for each row that is selected; the tables that are joined must hold Case."""
    return select(
        Case.id.label("case_id"),
        at.label("at"),
        department.label("department_id"),
        staff.label("staff_id"),
        Case.category.label("category"),
        Case.grade.label("grade"),
        Case.channel.label("channel"),
        (null() if hit is None else func.coalesce(hit.cast(Integer), 0)).cast(Integer).label("hit"),
        (null() if minutes is None else minutes).cast(Integer).label("minutes"),
    )


def subject() -> ColumnElement[str]:
    """How the trail names the case."""
    return literal("case:").concat(Case.number)


def lead_at(at: Any) -> ColumnElement[Any]:
    """The department that led the case at a moment, by the last decision before it (T-04).

    A case that no decision is known of, as one that was imported, is of the department it has now.
    """
    decided = (
        select(Event.facts["department"].as_integer())
        .where(Event.subject == subject(), Event.kind == "case.triaged", Event.at <= at)
        .order_by(Event.id.desc())
        .limit(1)
        .correlate_except(Event)
        .scalar_subquery()
    )
    return func.coalesce(decided, Case.lead_department_id)


def belonged_at(staff: Any, at: Any) -> ColumnElement[Any]:
    """The department to which somebody belonged at a moment, by the history of their postings; the one they
    have now where that does not know. The tables that are joined must hold Staff."""
    day = local_day_of(at)
    then = (
        select(Posting.department_id)
        .where(Posting.staff_id == staff, Posting.from_on <= day)
        .where(or_(Posting.until_on.is_(None), Posting.until_on > day))
        .limit(1)
        .correlate_except(Posting)
        .scalar_subquery()
    )
    return func.coalesce(then, Staff.department_id)


def handler_in(round_: Any) -> ColumnElement[Any]:
    """Who handed in the last result of a round; its owner where there is none (A-01)."""
    handed_in = (
        select(Result.by_id)
        .where(Result.case_id == Case.id, Result.round == round_)
        .order_by(Result.id.desc())
        .limit(1)
        .correlate_except(Result)
        .scalar_subquery()
    )
    return func.coalesce(handed_in, Case.owner_id)


def minutes_of(since: Any) -> ColumnElement[Any]:
    """Whole minutes from a moment to the end of a clock, without those in which it stood still (H-03)."""
    paused = (
        select(func.sum(seconds_between(Pause.since, Pause.until)))
        .where(Pause.due_time_id == DueTime.id)
        .correlate_except(Pause)
        .scalar_subquery()
    )
    seconds = seconds_between(since, DueTime.ended_at) - func.coalesce(paused, 0)
    return func.coalesce(seconds, 0) // 60


def any_of(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """One condition of several; false for none."""
    return or_(*conditions)
