"""The frame of every job: one thing at a time, each in a transaction of its own, a bad one apart.

A job is a function of a moment. It asks for due rows, claims each, does one thing with it, and may be
run at any time, twice, or by two processes at once, without harm.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import TypeVar

from flask_babel.speaklater import LazyString
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm.exc import StaleDataError

from models import clock
from models.db import Base, db, writing
from models.texts import cleaned

Item = TypeVar("Item")
Result = TypeVar("Result")
Row = TypeVar("Row", bound=Base)
log = logging.getLogger("huiyin.jobs")
_stop: ContextVar[Event | None] = ContextVar("stop", default=None)


@dataclass(frozen=True)
class Tally:
    """How many items a job did, on how many it failed, and what the last failure was."""

    done: int = 0
    failed: int = 0
    error: str = ""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.done + other.done, self.failed + other.failed, other.error or self.error)


@dataclass(frozen=True)
class Job:
    """A name, a function of now, how often the clock calls it, and what it does, for operators."""

    name: str
    run: Callable[[datetime], Tally]
    every: timedelta
    summary: LazyString | str


def running(now: datetime) -> Callable[[], datetime]:
    """A clock that shows `now` at first and runs on: what is noted late in a long run is fresh."""
    started = clock.now()
    return lambda: now + (clock.now() - started)


@contextmanager
def until(stop: Event) -> Iterator[None]:
    """Jobs run inside finish the item that they are at when `stop` is set, and leave the rest."""
    token = _stop.set(stop)
    try:
        yield
    finally:
        _stop.reset(token)


def stopping() -> bool:
    """Whether the process that runs this job is about to end."""
    stop = _stop.get()
    return stop is not None and stop.is_set()


def each(items: Iterable[Item], do: Callable[[Item], bool], *, name: str) -> Tally:
    """Does one thing with each item, in a writing transaction that is committed before the next.

    `do` returns whether it did something: False where the item is no longer due, or somebody else
    has it. What raises is rolled back, logged, counted, and does not stop the others.
    """

    return each_apart(items, lambda item: write(lambda: do(item)), name=name)


def each_apart(items: Iterable[Item], do: Callable[[Item], bool], *, name: str) -> Tally:
    """As `each`, for a `do` that begins and commits its transactions itself."""
    items = list(items)
    db.session.commit()  # what was read to find the items must not hold a transaction open
    done, failed, error = 0, 0, ""
    for item in items:
        if stopping():
            break
        try:
            done += do(item)
        except StaleDataError:
            db.session.rollback()
            log.info("%s: somebody else was quicker with %s; it stays for the next run", name, item)
        except Exception as problem:
            db.session.rollback()
            failed += 1
            error = f"{item}: {describe(problem)}"
            log.exception("%s failed on %s", name, item)
        finally:
            db.session.expunge_all()
    return Tally(done, failed, error)


def claim(entity: type[Row], row_id: int, *still_due: ColumnElement[bool]) -> Row | None:
    """The row, for this transaction alone, or None when it is not due any more or another job has it.

    PostgreSQL skips a row that another transaction has locked; on SQLite the writing transaction
    is alone anyway. `still_due` says again, now that the row is ours, why it was chosen.
    """
    statement = (
        select(entity)
        .where(entity.id == row_id, *still_due)
        .with_for_update(skip_locked=True, of=entity)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(statement).one_or_none()


def write(do: Callable[[], Result]) -> Result:
    """Runs `do` in a writing transaction of its own, after ending the one in which was read."""
    db.session.commit()
    with writing():
        result = do()
        db.session.commit()
    return result


def once(do: Callable[[], int]) -> Tally:
    """For a job that is one statement or one transaction: runs it, commits, counts what it says."""
    return Tally(done=write(do))


def describe(problem: BaseException) -> str:
    """An error in one line, for a row that operators read.

    Only the first line of its text: what follows in an error of the database is the statement with
    its values, which may be a customer's.
    """
    first = cleaned(str(problem)).partition("\n")[0]
    return f"{type(problem).__name__}: {first}" if first else type(problem).__name__
