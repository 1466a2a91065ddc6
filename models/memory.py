"""What one transaction has read and need not ask for again: small tables that every part of a screen wants.

It lies in the session, so it ends with the request or the job, and no other process or test sees it.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from models.db import Base, db

NAME = "memory"
Value = TypeVar("Value")


def remembered(name: Hashable, read: Callable[[], Value]) -> Value:
    """What `read` gives, asked of the database once a transaction and kept under `name`.

    It is read again after a flush, after a statement that writes or asks for rows anew, and when rows in it
    were expired or taken out of the session. While changes wait to be flushed nothing is kept.
    """
    session = db.session()
    if session.new or session.dirty or session.deleted:
        return read()
    memory: dict[Hashable, Any] = session.info.setdefault(NAME, {})
    if name in memory and _holds(memory[name], session):
        found: Value = memory[name]
        return found
    found = read()
    memory[name] = found
    return found


def _holds(value: object, session: Session) -> bool:
    if not isinstance(value, Iterable):
        return True
    rows = (row for row in value if isinstance(row, Base))
    return all(row in session and not inspect(row).expired for row in rows)


def _forget(session: Session) -> None:
    session.info.pop(NAME, None)


@event.listens_for(Session, "after_flush")
def _something_was_written(session: Session, _context: object) -> None:
    _forget(session)


@event.listens_for(Session, "after_transaction_end")
def _the_transaction_ended(session: Session, _transaction: SessionTransaction) -> None:
    _forget(session)


@event.listens_for(Session, "do_orm_execute")
def _a_statement_runs(state: ORMExecuteState) -> None:
    """Who asks for rows anew has waited for a lock, and others may have written meanwhile."""
    if not state.is_select or state.execution_options.get("populate_existing"):
        _forget(state.session)
