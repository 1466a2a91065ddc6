"""Timeliness, what is overdue, and how long things took: figures over due times (H-03)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, null, or_, select

from models.cases.tables import Case, DueTime, Extension
from models.cases.words import DueKind, Ending, ExtensionState
from models.kpi.queries.facts.columns import facts, handler_in, lead_at, minutes_of, moment
from models.kpi.rules.months import Month

ON_TIME = DueTime.ended_at <= DueTime.due_at


def timeliness(month: Month, now: datetime) -> Select[Any]:
    """及时率: of the result clocks that were met in the month, the share met on time.

    Unit: share of clocks; each round of a case has one, so a case may count more than once. Source:
    `due_time` of kind result, ended by its answer. On time is at or before the date as it stands: the time in
    which the clock stood still is out, and granted extensions count (the second date). Clocks that were
    dropped (merged, withdrawn, reopened) are no figure; those that still run are in `overdue`. A clock is of
    the department that led the case when it ended, and of who handed in the result of that round.
    """
    return _results(month, ON_TIME)


def timeliness_first(month: Month, now: datetime) -> Select[Any]:
    """首次时限及时率: as `timeliness`, each clock against the first date it was given.

    Unit: share of clocks. Source: as `timeliness`, with the date that stood before the first approved
    extension of the round. An extended clock is late here unless it was met before that date all the same.
    Without an extension both figures count a clock alike.
    """
    first = (
        select(func.min(Extension.old_due_at))
        .where(
            Extension.case_id == DueTime.case_id,
            Extension.round == DueTime.round,
            Extension.state == ExtensionState.APPROVED,
        )
        .correlate_except(Extension)
        .scalar_subquery()
    )
    by_first = and_(
        ON_TIME,
        or_(DueTime.extended_minutes == 0, DueTime.ended_at <= func.coalesce(first, DueTime.started_at)),
    )
    return _results(month, by_first)


def response_timeliness(month: Month, now: datetime) -> Select[Any]:
    """首次响应及时率: of the clocks of a first response that were met in the month, the share met on time.

    Unit: share of clocks. Source: `due_time` of kind first_response; a callback after a reopening is one more
    (R-04). It is of the department that led the case then, else of the one that got it; of nobody in person,
    as whoever is free answers first.
    """
    return _met(DueKind.FIRST_RESPONSE, month, staff=null(), hit=ON_TIME)


def overdue(month: Month, now: datetime) -> Select[Any]:
    """逾期率: of the result clocks that ran at the end of the month, or now while it lasts, the share past
    their time.

    Unit: share of clocks. Source: `due_time` of kind result, begun before that moment and not ended by it.
    One that stands still is late where its time was over before it stood still. It is of the department that
    led the case then, and of the owner.
    """
    then = min(month.end, now)
    stood = case((DueTime.paused_since < moment(then), DueTime.paused_since), else_=moment(then))
    return (
        facts(
            at=DueTime.due_at,
            department=lead_at(moment(then)),
            staff=Case.owner_id,
            hit=DueTime.due_at < stood,
        )
        .select_from(DueTime)
        .join(Case, Case.id == DueTime.case_id)
        .where(
            DueTime.kind == DueKind.RESULT,
            DueTime.started_at < then,
            or_(DueTime.ended_at.is_(None), DueTime.ended_at >= then),
        )
    )


def response_time(month: Month, now: datetime) -> Select[Any]:
    """首次响应时长: how long customers waited for the first word, median and 90th percentile.

    Unit: minutes of the wall clock, as customers wait by night too; whole ones, rounded down. Source: clocks
    of a first response of first rounds, met in the month, from their beginning; pauses are out.
    """
    return _met(DueKind.FIRST_RESPONSE, month, staff=null(), minutes=minutes_of(DueTime.started_at)).where(
        DueTime.round == 1
    )


def result_time(month: Month, now: datetime) -> Select[Any]:
    """办结时长: how long customers waited for the result, median and 90th percentile.

    Unit: minutes of the wall clock; whole ones, rounded down. Source: result clocks met in the month. The
    first round is reckoned from the receipt, a later one from its reopening; pauses are out.
    """
    since = case((DueTime.round == 1, Case.received_at), else_=DueTime.started_at)
    return _met(DueKind.RESULT, month, staff=handler_in(DueTime.round), minutes=minutes_of(since))


def _results(month: Month, hit: Any) -> Select[Any]:
    return _met(DueKind.RESULT, month, staff=handler_in(DueTime.round), hit=hit)


def _met(kind: DueKind, month: Month, *, staff: Any, hit: Any = None, minutes: Any = None) -> Select[Any]:
    return (
        facts(
            at=DueTime.ended_at, department=lead_at(DueTime.ended_at), staff=staff, hit=hit, minutes=minutes
        )
        .select_from(DueTime)
        .join(Case, Case.id == DueTime.case_id)
        .where(
            DueTime.kind == kind,
            DueTime.ending == Ending.MET,
            DueTime.ended_at >= month.start,
            DueTime.ended_at < month.end,
        )
    )
