"""Giving numbers to cases: each day in Shanghai counts from one."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.dialects import postgresql, sqlite

from models.cases.tables import CaseCounter
from models.db import db


def next_numbers(day: date, count: int = 1) -> Sequence[str]:
    """HY-20261121-0042 and so on: the next of this day. Two at once get different ones, the second waits."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    last = db.session.scalar(
        insert(CaseCounter)
        .values(day=day, last=count)
        .on_conflict_do_update(index_elements=["day"], set_={"last": CaseCounter.last + count})
        .returning(CaseCounter.last)
    )
    assert last is not None
    return [f"HY-{day:%Y%m%d}-{number:04d}" for number in range(last - count + 1, last + 1)]
