"""Which results inspection sent back: what the accuracy of handling counts (Q-01, Q-02)."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, exists, select

from models.cases.tables import Case
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
