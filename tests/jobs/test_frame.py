"""The frame of jobs: one item a transaction, a bad one apart, runs written down for operators."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from jobs.job import Job, Tally, claim, each, each_apart, once, until
from jobs.run import run
from models.db import db
from models.jobs.actions import forget_runs
from models.jobs.queries import last_run, last_runs, recent_runs
from models.jobs.rules import KEPT, QUIET
from models.jobs.tables import JobRun
from models.outbox.actions import notify
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.moments import MONDAY

DAY = timedelta(days=1)


def job(do: object, name: str = "try") -> Job:
    return Job(name, do, timedelta(minutes=1), "a job")  # type: ignore[arg-type]


@pytest.mark.both_databases
def test_r03_a_bad_item_does_not_stop_the_others(
    session: Session, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """Its half-written row is rolled back, it is logged and counted; what came before and after stays."""
    people = {"good": cast.agent.id, "bad": cast.handler.id, "last": cast.head.id}

    def tell(who: str) -> bool:
        notify(people[who], "case_new", about="case:HY-1", now=MONDAY)
        if who == "bad":
            raise RuntimeError("spoilt")
        return True

    assert each(list(people), tell, name="tell") == Tally(2, 1, "bad: RuntimeError: spoilt")
    told = list(session.scalars(select(Notice.staff_id).order_by(Notice.id)))
    assert told == [people["good"], people["last"]]
    assert [record.getMessage() for record in caplog.records] == ["tell failed on bad"]


@pytest.mark.both_databases
def test_r03_what_others_were_quicker_with_is_no_failure(session: Session) -> None:
    def overtaken(_item: int) -> bool:
        raise StaleDataError("somebody else changed it")

    assert each([1, 2], overtaken, name="try") == Tally()


@pytest.mark.both_databases
def test_items_that_were_not_done_are_not_counted(session: Session) -> None:
    assert each(range(5), lambda item: item % 2 == 0, name="try") == Tally(done=3)


@pytest.mark.both_databases
def test_a_row_that_is_no_longer_due_is_not_claimed(session: Session, cast: Cast) -> None:
    notify(cast.agent.id, "case_new", about="case:HY-1", now=MONDAY)
    session.commit()
    row = session.scalars(select(Notice)).one()
    assert claim(Notice, row.id, Notice.read_at.is_(None)) is row
    assert claim(Notice, row.id, Notice.read_at.is_not(None)) is None


@pytest.mark.postgresql
def test_r03_a_row_that_another_process_has_is_skipped(session: Session, cast: Cast) -> None:
    notify(cast.agent.id, "case_new", about="case:HY-1", now=MONDAY)
    session.commit()
    row_id = session.scalars(select(Notice.id)).one()
    with db.engine.connect() as other, other.begin():
        other.execute(select(Notice.id).where(Notice.id == row_id).with_for_update())
        assert claim(Notice, row_id) is None
    assert claim(Notice, row_id) is not None


def test_a_job_leaves_the_rest_when_its_process_ends(session: Session) -> None:
    stop, done = Event(), []

    def one(item: int) -> bool:
        done.append(item)
        stop.set()
        return True

    with until(stop):
        assert each_apart([1, 2, 3], one, name="try") == Tally(done=1)
    assert done == [1]
    assert each_apart([2, 3], lambda _item: True, name="try") == Tally(done=2)


def test_an_error_of_the_database_is_told_without_its_values(session: Session, cast: Cast) -> None:
    """X-03: what operators read names no customer's words."""

    def twice(_item: int) -> bool:
        for _ in range(2):
            db.session.add(Notice(staff_id=None, kind="secret words", about="x", facts={}, at=MONDAY))
        db.session.flush()
        return True

    tally = each([1], twice, name="try")
    assert tally.failed == 1
    assert "IntegrityError" in tally.error
    assert "secret words" not in tally.error


@pytest.mark.both_databases
def test_a_run_is_written_down(session: Session) -> None:
    tally = run(job(lambda _now: Tally(3, 1, "7: RuntimeError: spoilt")), now=MONDAY, holder="here:1")
    assert tally.done == 3
    row = last_run("try")
    assert row is not None
    assert (row.holder, row.done, row.failed, row.error) == ("here:1", 3, 1, "7: RuntimeError: spoilt")
    assert row.started_at <= row.ended_at


@pytest.mark.both_databases
def test_a_job_that_raises_is_written_down_and_raises_nothing(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_now: datetime) -> Tally:
        db.session.add(Notice(staff_id=None, kind="x", about="x", facts={}, at=MONDAY))
        raise RuntimeError("spoilt")

    with caplog.at_level(logging.ERROR):
        assert run(job(broken), now=MONDAY, holder="here:1") == Tally(0, 1, "RuntimeError: spoilt")
    assert last_runs()["try"].error == "RuntimeError: spoilt"
    assert session.scalars(select(Notice)).all() == []


def test_a_job_gets_the_moment_it_is_to_act_as_if_it_were(session: Session) -> None:
    seen: list[datetime] = []

    def look(now: datetime) -> Tally:
        seen.append(now)
        return Tally(done=1)

    run(job(look), now=MONDAY + DAY, holder="here:1")
    assert seen == [MONDAY + DAY]


@pytest.mark.both_databases
def test_idle_runs_are_written_down_now_and_then(
    session: Session, at: Callable[[datetime], time_machine.Traveller]
) -> None:
    travel = at(MONDAY)
    answers = [Tally()] * 4 + [Tally(0, 1, "down")] * 2 + [Tally(done=2), Tally(done=2)]
    for answer in answers:
        run(job(lambda _now, answer=answer: answer), now=MONDAY, holder="here:1")
        travel.shift(QUIET / 3)
    noted = [(row.done, row.error) for row in reversed(recent_runs("try"))]
    assert noted == [(0, ""), (0, ""), (0, "down"), (2, ""), (2, "")]


@pytest.mark.both_databases
def test_old_runs_are_forgotten(session: Session) -> None:
    for age in (KEPT + DAY, KEPT - DAY):
        moment = MONDAY - age
        session.add(JobRun(job="try", holder="h", started_at=moment, ended_at=moment))
    session.flush()
    assert forget_runs(now=MONDAY) == 1
    assert [row.ended_at for row in recent_runs("try")] == [MONDAY - KEPT + DAY]


def test_one_statement_is_a_job(session: Session) -> None:
    assert once(lambda: 4) == Tally(done=4)
