"""Accuracy: triage that nobody had to correct, results that nobody sent back (T-05, H-06, Q-01)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from models.cases.tables import Case, Result
from models.cases.words import Verdict
from models.events.tables import Event
from models.inspection.queries import returned_results
from models.kpi.queries.facts.columns import belonged_at, facts, lead_at, subject
from models.kpi.rules.months import Month
from models.people.tables import Staff

CORRECTS = ("kind", "category", "grade", "lead_department_id")
"""A later decision that changes one of these corrects the first."""

SentBack = Callable[[Month], ColumnElement[bool]]


def sent_back_by_review(month: Month) -> ColumnElement[bool]:
    """The reviewer did not let the result go to the customer (H-06)."""
    return Result.verdict == Verdict.REJECTED


def sent_back_by_inspection(month: Month) -> ColumnElement[bool]:
    """An inspection that stands had failed it by the end of the month (Q-01)."""
    found = returned_results().subquery()
    return exists().where(found.c.result_id == Result.id, found.c.at < month.end)


SENT_BACK: tuple[SentBack, ...] = (sent_back_by_review, sent_back_by_inspection)
"""Each way in which a result was found wanting, as a condition on Result in the month of its review."""


def triage_accuracy(month: Month, now: datetime) -> Select[Any]:
    """分类定级准确率: of the cases first decided on in the month, the share that nobody corrected later.

    Unit: share of cases. Source: `case.triaged` in the trail. A later decision corrects the first where it
    changes kind, category, grade or lead department before the case was ever reopened: what a new round
    brings up was not to be known. A grade that rose because we handled it poorly corrects nothing (G-05). It
    is of who decided first, and of the department to which this person belonged then.
    """
    first, later, back = aliased(Event), aliased(Event), aliased(Event)
    reopened = (
        select(back.id)
        .where(back.subject == later.subject, back.kind == "case.reopened", back.id < later.id)
        .exists()
    )
    changed = or_(*(later.facts[("changed", name)].as_string().is_not(None) for name in CORRECTS))
    corrected = (
        select(later.id)
        .where(
            later.subject == first.subject,
            later.id > first.id,
            later.kind == "case.triaged",
            changed,
            later.facts["poorly_handled"].as_boolean().is_not(True),
            ~reopened,
        )
        .exists()
    )
    return (
        facts(
            at=Case.triaged_at,
            department=belonged_at(first.staff_id, Case.triaged_at),
            staff=first.staff_id,
            hit=~corrected,
        )
        .select_from(Case)
        .join(
            first,
            and_(first.subject == subject(), first.kind == "case.triaged", first.at == Case.triaged_at),
        )
        .join(Staff, Staff.id == first.staff_id)
        .where(Case.triaged_at >= month.start, Case.triaged_at < month.end)
    )


def handling_accuracy(month: Month, now: datetime) -> Select[Any]:
    """处理准确率: of the results that were judged in the month, the share that nobody sent back.

    Unit: share of results; one that is handed in anew after a rejection is one more. Source: `case_result`
    reviewed in the month, by its verdict and every way in `SENT_BACK`. Inspection looks at closed cases of a
    month that is frozen by then: a result of an earlier month that it sends back counts once more, as not
    reached, in the month of the score. An overturned inspection counts for nothing, nor does one that was
    drawn before the result. It is of who handed the result in, and of the department that led the case then.
    """
    judged = union_all(_reviewed(month), _found_later(month)).subquery()
    return (
        facts(
            at=judged.c.at,
            department=lead_at(Result.at),
            staff=Result.by_id,
            hit=judged.c.good == 1,
        )
        .select_from(judged)
        .join(Result, Result.id == judged.c.result_id)
        .join(Case, Case.id == Result.case_id)
    )


def _reviewed(month: Month) -> Select[Any]:
    """The results that were reviewed in the month, and whether nobody sent them back in it."""
    back = or_(*(condition(month) for condition in SENT_BACK))
    return select(
        Result.id.label("result_id"), Result.reviewed_at.label("at"), case((back, 0), else_=1).label("good")
    ).where(Result.reviewed_at >= month.start, Result.reviewed_at < month.end)


def _found_later(month: Month) -> Select[Any]:
    """The results of earlier months that inspection sent back in this one."""
    found = returned_results().subquery()
    return (
        select(found.c.result_id, found.c.at, literal(0).label("good"))
        .join(Result, Result.id == found.c.result_id)
        .where(found.c.at >= month.start, found.c.at < month.end, Result.reviewed_at < month.start)
    )
