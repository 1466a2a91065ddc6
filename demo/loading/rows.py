"""Rows on their way into the database: many tables, ids given here, one bulk insert a table."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, text

from models.db import Base, db
from models.events.tables import Event, Party

BATCH = 2000
Row = dict[str, Any]


class Rows:
    """Collects rows. `add` gives each an id, so that others can point at it before anything is stored."""

    def __init__(self) -> None:
        self._rows: dict[type[Base], list[Row]] = {}
        self._last: dict[type[Base], int] = {}
        self._events: list[Row] = []

    def add(self, table: type[Base], *, at: datetime, **values: Any) -> Row:
        """A row made at a moment; it may be changed until `store`."""
        if table not in self._last:
            self._last[table] = db.session.scalar(select(func.max(table.id))) or 0
        self._last[table] += 1
        row = {"id": self._last[table], "created_at": at, "changed_at": at, **values}
        if "at" in table.__table__.columns:
            row["at"] = at
        self._rows.setdefault(table, []).append(row)
        return row

    def event(
        self,
        kind: str,
        subject: str,
        *,
        at: datetime,
        by: int | Party,
        reason: str = "",
        **facts: Any,
    ) -> Row:
        """An event; `by` is a member of staff by id, or a party. Events get their ids in order of time."""
        row: Row = {
            "kind": kind,
            "subject": subject,
            "at": at,
            "party": by if isinstance(by, Party) else Party.STAFF,
            "staff_id": None if isinstance(by, Party) else by,
            "reason": reason,
            "facts": facts,
        }
        self._events.append(row)
        return row

    def of(self, table: type[Base]) -> list[Row]:
        """What was collected for a table."""
        return self._rows.get(table, [])

    def store(self) -> int:
        """Inserts everything, tables in the order of their keys; returns how many rows."""
        for row in sorted(self._events, key=lambda event: event["at"]):
            self.add(Event, **row)
        order = {table: place for place, table in enumerate(Base.metadata.sorted_tables)}
        count = 0
        for table in sorted(self._rows, key=lambda each: order[each.__table__]):  # type: ignore[index]
            rows = self._rows[table]
            count += len(rows)
            for start in range(0, len(rows), BATCH):
                db.session.execute(insert(table), rows[start : start + BATCH])
            _count_on(table)
        return count


def _count_on(table: type[Base]) -> None:
    """PostgreSQL counts ids in a sequence, which must be told of those given here."""
    if db.engine.dialect.name == "postgresql":
        name = f'"{table.__tablename__}"'
        db.session.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")  # noqa: S608
        )
