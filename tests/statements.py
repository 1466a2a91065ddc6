"""Counting what is asked of the database, so that a query a row fails a test."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

NOT_COUNTED = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")


class Statements:
    """The statements seen, in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.texts)

    def __str__(self) -> str:
        return "\n".join(self.texts)


@contextmanager
def count_statements() -> Iterator[Statements]:
    """Every SQL statement run meanwhile, transaction control apart."""
    seen = Statements()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(NOT_COUNTED):
            seen.texts.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def plan(session: Session, ask: Callable[[], object]) -> str:
    """How SQLite does all that is asked, a line a step."""
    with count_statements() as seen:
        ask()
    found = []
    for statement in seen.texts:
        marks = ["x"] * statement.count("?")
        explained = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(marks))
        found += [row.detail for row in explained]
    return "\n".join(found)


CountStatements = Callable[[], AbstractContextManager[Statements]]
"""What the fixture `statements` is."""
