"""Which cases came from another system (V-09)."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from models.cases.tables import Origin
from models.db import db


def brought_in(source: str, numbers: Collection[str]) -> Mapping[str, int]:
    """The ids of the cases that these numbers of a system became. Hand in some hundreds at once."""
    found = select(Origin.number, Origin.case_id).where(Origin.source == source, Origin.number.in_(numbers))
    return {row.number: row.case_id for row in db.session.execute(found)}
