"""What the other jobs do: remind of due times, seal the trail, sweep up; each twice without harm."""

import io
import os
from datetime import timedelta
from shutil import rmtree

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from jobs.all import run_all
from jobs.clock import Clock
from jobs.job import Job, Tally
from jobs.schedule import BY_NAME, JOBS, SWEEPS
from models.cases.tables import Case, CaseFile, DueTime
from models.db import db
from models.events.actions import CUSTOMER, SYSTEM, record
from models.events.queries import history, last_of, verify
from models.files.actions import keep
from models.files.storage import FolderStore
from models.files.tables import StoredFile
from models.jobs.actions import note_run
from models.jobs.queries import last_runs
from models.jobs.rules import KEPT
from models.jobs.tables import JobRun
from models.outbox.tables import Notice
from models.people.tables import LoginSession
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.jobs.conftest import OpenCase, RunJob
from tests.models.files.samples import picture
from tests.moments import MONDAY
from web.config import Config
from web.home import Home

pytestmark = pytest.mark.both_databases
DAY = timedelta(days=1)


def test_h04_each_rung_of_the_ladder_is_told_once(
    session: Session, cast: Cast, complain: OpenCase, run_job: RunJob
) -> None:
    case = complain()
    due = session.scalars(select(DueTime).where(DueTime.case_id == case.id)).one()
    rung = due.next_notice_at
    assert rung is not None
    before = session.scalar(select(func.count(Notice.id))) or 0
    assert run_job("due-times", rung - timedelta(minutes=1)) == Tally()
    assert run_job("due-times", rung) == Tally(done=1)
    assert run_job("due-times", rung) == Tally()
    session.expire_all()
    assert due.notices == 1
    told = session.scalars(select(Notice).where(Notice.kind == "case_due_soon")).all()
    assert len(told) == (session.scalar(select(func.count(Notice.id))) or 0) - before > 0
    assert [event.kind for event in history(case.audit_name)].count("case.reminded") == 1


def test_x02_the_trail_is_sealed_a_batch_at_a_time(
    session: Session, run_job: RunJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.trail.BATCH", 2)
    for number in range(5):
        record("case.opened", f"case:HY-{number}", by=SYSTEM, now=MONDAY)
    assert run_job("seal", MONDAY) == Tally(done=5)
    assert run_job("seal", MONDAY) == Tally()
    found = verify()
    assert (found.sound, found.sealed, found.unsealed) == (True, 5, 0)


def test_logins_that_are_over_are_forgotten(session: Session, cast: Cast, run_job: RunJob) -> None:
    for name, expires, ended in (
        ("running", MONDAY + DAY, None),
        ("just over", MONDAY, None),
        ("long over", MONDAY - 2 * DAY, None),
        ("ended", MONDAY + DAY, MONDAY - 2 * DAY),
    ):
        session.add(
            LoginSession(token_digest=name, staff_id=cast.agent.id, expires_at=expires, ended_at=ended)
        )
    assert run_job("sweep-logins", MONDAY) == Tally(done=2)
    assert run_job("sweep-logins", MONDAY) == Tally()
    assert set(session.scalars(select(LoginSession.token_digest))) == {"running", "just over"}


def test_v08_files_that_nothing_refers_to_are_forgotten_with_their_bytes(
    app: Flask, session: Session, cast: Cast, complain: OpenCase, run_job: RunJob
) -> None:
    """Also bytes without a row, as a crash leaves behind; what a case holds and what is new stays."""
    config: Config = app.config["HUIYIN"]
    rmtree(Home(config.home).files)  # of another test: the home is the same for all of them
    store = FolderStore(Home(config.home).files)
    uploads = rules_at(MONDAY).uploads
    old, new = MONDAY - 3 * DAY, MONDAY

    def keep_one(age: object) -> StoredFile:
        content = io.BytesIO(picture("PNG"))
        return keep(content, "a.png", store=store, uploads=uploads, by=CUSTOMER, now=age)  # type: ignore[arg-type]

    held, lost, fresh = keep_one(old), keep_one(old), keep_one(new)
    session.add(CaseFile(case_id=complain().id, file_id=held.id))
    keys = {"held": held.key, "lost": lost.key, "fresh": fresh.key}
    with store.receive(io.BytesIO(b"stray"), most=9) as arrival:
        keys["stray"] = arrival.keep()
    for key in keys.values():
        path = Home(config.home).files / key[:2] / key[2:4] / key
        os.utime(path, (old.timestamp(), old.timestamp()))
    assert run_job("sweep-files", MONDAY) == Tally(done=2)
    assert run_job("sweep-files", MONDAY) == Tally()
    there = {
        name for name, key in keys.items() if (Home(config.home).files / key[:2] / key[2:4] / key).exists()
    }
    assert there == {"held", "fresh"}
    assert set(session.scalars(select(StoredFile.key))) == {keys["held"], keys["fresh"]}


def test_old_runs_are_swept(session: Session, run_job: RunJob) -> None:
    moment = MONDAY - KEPT - DAY
    note_run("try", holder="h", started_at=moment, ended_at=moment, done=1)
    assert run_job("sweep-runs", MONDAY) == Tally(done=1)
    assert session.scalars(select(JobRun)).all() == []


def test_the_database_is_told_how_much_its_tables_hold(session: Session, cast: Cast, run_job: RunJob) -> None:
    """V-01: SQLite does not look by itself; PostgreSQL does, and is left alone."""
    assert run_job("know-tables", MONDAY) == run_job("know-tables", MONDAY) == Tally(done=1)
    if session.get_bind().dialect.name == "sqlite":
        known = session.scalars(text("SELECT DISTINCT tbl FROM sqlite_stat1")).all()
        assert {"staff", "department", "role_grant"} <= set(known)


def test_every_job_runs_on_an_empty_house(session: Session, cast: Cast, run_job: RunJob) -> None:
    for name in BY_NAME:
        assert run_job(name, MONDAY).failed == 0, name


def test_all_work_is_run_in_an_order_that_feeds_the_mails(
    app: Flask, session: Session, complain: OpenCase
) -> None:
    complain()
    with app.app_context():
        done = run_all(MONDAY)
    assert (done["deliver"], list(done)[-3:]) == (1, ["deliver", "deliver-sms", "seal"])
    assert {job.name for job in SWEEPS}.isdisjoint(done)
    assert set(last_runs()) == set(done)
    assert verify().unsealed == 0


def test_job_names_are_unique_and_say_what_they_do() -> None:
    assert len(BY_NAME) == len(JOBS)
    assert all(job.summary and job.every >= timedelta(seconds=1) for job in JOBS)


def test_r03_a_job_of_the_day_runs_once_a_day_over_restarts(app: Flask, session: Session) -> None:
    """Read from its runs, not from how long this process lives."""
    runs: list[object] = []

    def sweep(now: object) -> Tally:
        runs.append(now)
        return Tally(done=1)

    def live_once() -> None:
        clock = Clock(app, [Job("sweep", sweep, DAY, "a sweep")])  # type: ignore[arg-type]
        with app.app_context():
            clock.lease.renew()
        clock._run(clock.jobs[0])
        with app.app_context():
            clock.lease.give_back()

    live_once()
    live_once()
    assert len(runs) == 1
    run = session.scalars(select(JobRun)).one()
    run.started_at -= DAY
    run.ended_at -= DAY
    session.commit()
    live_once()
    assert len(runs) == 2


def test_r03_without_the_lease_nothing_runs(app: Flask, session: Session) -> None:
    runs: list[object] = []

    def count(now: object) -> Tally:
        runs.append(now)
        return Tally()

    clock = Clock(app, [Job("count", count, timedelta(minutes=1), "counts")])  # type: ignore[arg-type]
    clock._run(clock.jobs[0])
    assert runs == []
    assert db.session.scalars(select(Case)).all() == []


def test_x02_the_trail_is_checked_once_a_day_and_faults_are_told(
    session: Session, cast: Cast, run_job: RunJob, database_kind: str
) -> None:
    """The check is an event itself; auditors and administrators hear of faults, once a day."""
    run_job("seal", MONDAY)
    assert run_job("check-trail", MONDAY) == Tally(done=1)
    event = last_of("trail.verified")
    assert event is not None
    assert (event.staff_id, event.facts["sound"], event.facts["faults"]) == (None, True, 0)
    if database_kind == "postgresql":
        session.execute(text("ALTER TABLE event DISABLE TRIGGER ALL"))
    else:
        session.execute(text("DROP TRIGGER event_no_update"))
    session.execute(text("UPDATE event SET reason = 'x' WHERE kind = 'staff.added'"))
    for _ in range(2):
        tally = run_job("check-trail", MONDAY)
        assert tally.failed == 17
        assert "staff.added of staff:T-0001" in tally.error
    session.expire_all()
    told = session.scalars(select(Notice).where(Notice.kind == "trail_broken")).all()
    assert {notice.staff_id for notice in told} == {cast.auditor.id, cast.administrator.id}
    assert len(told) == 2
