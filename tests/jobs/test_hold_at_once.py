"""X-03: somebody holds a case in the very moment in which the clock takes its personal data out."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from threading import Event, current_thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.orm import Session

from jobs import retention
from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import db
from models.personal.actions import hold_case
from models.personal.tables import CaseHold
from tests.cast import Cast
from tests.markup import region
from tests.models.personal.expiring import NIGHT, begin, closed
from tests.together import Crowd

pytestmark = pytest.mark.postgresql

LONG = 60
"""Seconds after which a test gives up what it waits for."""
UNTIL = date(2030, 6, 30)
At = Callable[[datetime], object]


class Clock:
    """The nightly job in a connection of its own, stopped at a statement until `go_on`."""

    def __init__(self, app: Flask, pool: ThreadPoolExecutor, statement: str) -> None:
        self._app, self._statement = app, statement
        self._there, self._free = Event(), Event()
        self._tally: Future[tuple[int, int]] = pool.submit(self._run)
        assert self._there.wait(LONG), f"it did not come to {statement}"

    def _run(self) -> tuple[int, int]:
        mine = current_thread()

        def stop(_connection: Any, _cursor: Any, statement: str, *_others: object) -> None:
            if current_thread() is mine and self._statement in statement and not self._there.is_set():
                self._there.set()
                assert self._free.wait(LONG)

        with self._app.app_context(), _listening(stop):
            tally = retention.expire(NIGHT)
            db.session.remove()
            return tally.done, tally.failed

    def go_on(self) -> tuple[int, int]:
        """How many cases lost their data, and how many failed."""
        self._free.set()
        return self._tally.result(LONG)


@contextmanager
def _listening(stop: Callable[..., None]) -> Iterator[None]:
    event.listen(Engine, "before_cursor_execute", stop)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", stop)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as threads:
        yield threads


def someone_waits(session: Session) -> None:
    """Until one connection waits for what another has locked."""
    for _ in range(LONG * 50):
        if session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            return
        session.rollback()
        Event().wait(0.02)
    raise AssertionError("nobody waits")


def all_of(session: Session) -> list[Any]:
    """What is known of the customer, by their row and by their case."""
    session.expire_all()
    case = session.execute(
        select(Case.contact_name, Case.contact_phone, Case.contact_email, Case.problem, Case.expired_at)
    ).one()
    customer = session.execute(select(Customer.name, Customer.phone, Customer.email)).one()
    return [*case, *customer]


def holds(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(CaseHold)) or 0


def test_x03_a_hold_set_after_the_clock_chose_the_case_keeps_all_of_it(
    session: Session, cast: Cast, app: Flask, pool: ThreadPoolExecutor
) -> None:
    """The case was due when the night's list was read, and is held before its turn comes."""
    case = closed(cast)
    begin(cast)
    whole = all_of(session)
    clock = Clock(app, pool, "FOR UPDATE OF customer")
    hold_case(session.get_one(Case, case.id), "起诉", UNTIL, by=cast.leader, now=NIGHT)
    session.commit()
    assert clock.go_on() == (0, 0)
    assert (all_of(session), holds(session)) == (whole, 1)


def test_x03_a_hold_that_is_being_set_is_not_waited_for_and_keeps_all_of_it(
    session: Session, cast: Cast, app: Flask, pool: ThreadPoolExecutor
) -> None:
    """Its row is somebody else's: the clock leaves it for the next run, which sees the hold, or takes it
    where that was not stored after all."""
    case = closed(cast)
    begin(cast)
    whole = all_of(session)
    hold_case(session.get_one(Case, case.id), "起诉", UNTIL, by=cast.leader, now=NIGHT)
    assert Clock(app, pool, "FOR UPDATE OF customer").go_on() == (0, 0)
    session.rollback()
    assert (all_of(session), holds(session)) == (whole, 0)
    session.commit()
    assert Clock(app, pool, "FOR UPDATE OF customer").go_on() == (1, 0)


def test_x03_a_hold_that_comes_while_the_data_go_is_refused_and_says_why(
    session: Session, cast: Cast, app: Flask, crowd: Crowd, pool: ThreadPoolExecutor, at: At
) -> None:
    """It waits for the clock, and reads what the clock has done: nobody believes that they kept something."""
    number = closed(cast).number
    begin(cast)
    at(NIGHT)
    press = crowd.staff(
        cast.leader, "/portal/retention/holds", case=number, reason="起诉", until=UNTIL.isoformat()
    )
    session.commit()
    clock = Clock(app, pool, "INSERT INTO expiry_day")
    pressed = pool.submit(press)
    someone_waits(session)
    assert clock.go_on() == (1, 0)
    answer = pressed.result(LONG)
    assert answer.status_code == 422
    assert "本工单的个人信息已经删除" in region(answer.text, "#hold-form")
    assert "起诉" in region(answer.text, "#hold-form")
    assert (all_of(session)[:3], holds(session)) == (["", None, None], 0)
