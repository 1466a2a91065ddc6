"""Of which expired cases something was written since they were last gone through (X-03)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, String, cast, func, select

from models.cases.tables import Case
from models.db import db
from models.events.tables import Event
from models.personal.queries.held import TABLES
from models.personal.rules.places import HELD, LEAD_TO
from models.rulebook.document import RetentionRules

LOOK_BACK = timedelta(days=30)
"""So long a clock that stood still may miss nothing. Every change of words is an event (X-02)."""
AT_ONCE = 500


def written_later(rules: RetentionRules, now: datetime) -> Sequence[tuple[int, int]]:
    """Expired cases of which, or of what hangs on which, something happened `again_days` ago or earlier, and
    since they lost their data or were last gone through: their ids and their customers'.

    It reads what happened within LOOK_BACK and not the cases, so it takes as long for a million expired ones
    as for ten.
    """
    until = now - timedelta(days=rules.again_days)
    newest = select(Event.subject, func.max(Event.at)).where(Event.at > until - LOOK_BACK, Event.at <= until)
    named: dict[str, dict[str, datetime]] = {}
    for subject, at in db.session.execute(newest.group_by(Event.subject)):
        area, _colon, name = subject.partition(":")
        named.setdefault(area, {})[name] = at
    found = {
        (case_id, customer_id)
        for table, place in HELD.items()
        if table != "customer" and place.called
        for case_id, customer_id, name, since in _expired(table, place.called, named)
        if named[place.called.partition(":")[0]][name] > since
    }
    return sorted(found)


def _expired(
    table: str, called: str, named: dict[str, dict[str, datetime]]
) -> Iterator[tuple[int, int, str, datetime]]:
    """Expired cases that rows of these names hang on, with the moment up to which they are gone through."""
    area, _colon, pattern = called.partition(":")
    names = sorted(named.get(area, ()))
    rows, key = TABLES[table], pattern.strip("{}")
    of_cases = _cases_of(table)
    since = func.coalesce(Case.gone_through_at, Case.expired_at)
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        values: list[Any] = [int(name) for name in some if name.isdecimal()] if key == "id" else list(some)
        name = cast(rows.c[key], String).label("name")
        found = of_cases.with_only_columns(Case.id, Case.customer_id, name, since)
        yield from db.session.execute(found.where(Case.expired_at.is_not(None), rows.c[key].in_(values)))


def _cases_of(table: str) -> Select[Any]:
    """Cases with the rows of a table that hang on them."""
    rows = TABLES[table]
    if table == "case":
        return select(Case.id)
    if table in LEAD_TO:
        by, column = LEAD_TO[table]
        between = TABLES[by]
        return (
            select(Case.id)
            .join(between, between.c.case_id == Case.id)
            .join(rows, rows.c.id == between.c[column])
        )
    return select(Case.id).join(rows, rows.c.case_id == Case.id)
