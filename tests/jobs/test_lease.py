"""R-03: one process runs the clock, and another can take it over."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.orm import Session

from jobs.lease import ClockLease, process_name
from models.db import db
from models.jobs.actions import hold, leave
from models.jobs.queries import lease
from models.jobs.rules import CLOCK
from tests.moments import MONDAY

LENGTH = timedelta(seconds=30)
SECOND = timedelta(seconds=1)
Travel = Callable[[datetime], time_machine.Traveller]


@pytest.mark.both_databases
def test_r03_one_holder_at_a_time(session: Session) -> None:
    assert hold("clock", "a", length=LENGTH, now=MONDAY)
    assert not hold("clock", "b", length=LENGTH, now=MONDAY)
    assert hold("other", "b", length=LENGTH, now=MONDAY)


@pytest.mark.both_databases
def test_r03_a_holder_that_is_alive_keeps_it(session: Session) -> None:
    for seconds in range(0, 90, 10):
        assert hold("clock", "a", length=LENGTH, now=MONDAY + seconds * SECOND)
        assert not hold("clock", "b", length=LENGTH, now=MONDAY + (seconds + 9) * SECOND)


@pytest.mark.both_databases
def test_r03_another_takes_over_from_a_dead_one(session: Session) -> None:
    hold("clock", "a", length=LENGTH, now=MONDAY)
    assert not hold("clock", "b", length=LENGTH, now=MONDAY + LENGTH)
    assert hold("clock", "b", length=LENGTH, now=MONDAY + LENGTH + SECOND)
    assert not hold("clock", "a", length=LENGTH, now=MONDAY + LENGTH + SECOND)
    row = lease("clock")
    assert row is not None
    assert row.holder == "b"


@pytest.mark.both_databases
def test_r03_a_lease_given_back_is_free_at_once(session: Session) -> None:
    hold("clock", "a", length=LENGTH, now=MONDAY)
    assert not leave("clock", "b")
    assert leave("clock", "a")
    assert hold("clock", "b", length=LENGTH, now=MONDAY)


@pytest.mark.both_databases
def test_r03_a_process_knows_whether_it_holds_the_clock(session: Session, at: Travel) -> None:
    clock = at(MONDAY)
    first, second = ClockLease("a", length=LENGTH), ClockLease("b", length=LENGTH)
    assert not first.held
    assert (first.renew(), second.renew()) == (True, False)
    assert (first.held, second.held) == (True, False)
    clock.shift(LENGTH + SECOND)
    assert not first.held  # as after the machine slept: nothing runs on a lease that ran out
    assert (second.renew(), first.renew()) == (True, False)
    second.give_back()
    assert (second.held, first.renew()) == (False, True)


def test_r03_a_database_that_does_not_answer_is_not_taken_for_a_lost_lease(
    session: Session, at: Travel
) -> None:
    clock = at(MONDAY)
    mine = ClockLease("a", length=LENGTH)
    assert mine.renew()
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE lease RENAME TO hidden"))
    assert mine.renew()
    clock.shift(LENGTH + SECOND)
    assert not mine.renew()
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE hidden RENAME TO lease"))
    assert mine.renew()


def test_no_two_processes_have_the_same_name() -> None:
    assert process_name() != process_name()
    assert CLOCK == "clock"
