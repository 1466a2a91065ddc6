"""Which results inspection sent back: what the accuracy of handling counts (Q-01, Q-02)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from models.cases.tables import Case, Result
from models.cases.words import Verdict
from models.db import db
from models.inspection.tables import Inspection
from models.inspection.words import InspectionState

AT_ONCE = 500


def returned_by_inspection(case_ids: Collection[int]) -> frozenset[int]:
    """Of these cases, by ids, those whose inspection failed and stands: an overturned one, a calibration and
    one that is not scored yet do not count. A query for every 500."""
    ordered, found = sorted(case_ids), set[int]()
    for first in range(0, len(ordered), AT_ONCE):
        found |= set(
            db.session.scalars(returned().where(Inspection.case_id.in_(ordered[first : first + AT_ONCE])))
        )
    return frozenset(found)


def returned() -> Select[int]:
    """The ids of all cases that were sent back, as `returned_by_inspection` counts them."""
    return select(Inspection.case_id).where(Inspection.state == InspectionState.FAILED)


def was_returned() -> ColumnElement[bool]:
    """SQL for a row of `Case`: it was sent back by inspection. For figures that count in the database."""
    return exists().where(Inspection.case_id == Case.id, Inspection.state == InspectionState.FAILED)


def returned_results() -> Select[Any]:
    """Each result that inspection sent back, as `returned_by_inspection` counts them: `result_id`, and `at`,
    the moment of the score. It is the last result that a review had let go when the case was drawn; what was
    handed in after that was not looked at. One row a result."""
    looked_at = (
        select(Result.id)
        .where(
            Result.case_id == Inspection.case_id,
            Result.verdict == Verdict.APPROVED,
            Result.reviewed_at <= Inspection.drawn_at,
        )
        .order_by(Result.reviewed_at.desc(), Result.id.desc())
        .limit(1)
        .correlate(Inspection)
        .scalar_subquery()
    )
    failed = (
        select(looked_at.label("result_id"), Inspection.scored_at.label("at"))
        .where(Inspection.state == InspectionState.FAILED)
        .subquery()
    )
    return (
        select(failed.c.result_id, func.min(failed.c.at, type_=failed.c.at.type).label("at"))
        .where(failed.c.result_id.is_not(None))
        .group_by(failed.c.result_id)
    )
