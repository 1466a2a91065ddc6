"""Writers on SQLite take turns: nobody waits until a busy one has nothing left to do (X-08)."""

import sqlite3
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models import db as house
from models.db import db, writing
from models.jobs.actions import note_run
from models.jobs.tables import JobRun
from tests.moments import MONDAY

MOST = 5000


def write_a_row(job: str) -> int:
    with writing():
        run = note_run(job, holder="h", started_at=MONDAY, ended_at=MONDAY, done=0)
        number = run.id
        db.session.commit()
    return number


def test_who_waits_gets_in_between_the_rows_of_a_busy_one(app: Flask, session: Session) -> None:
    """A job that writes row after row leaves only short gaps; a login in the middle must find one."""
    session.rollback()
    begun, enough = Event(), Event()
    rows: list[int] = []

    def busy() -> None:
        with app.app_context():
            while not enough.is_set() and len(rows) < MOST:
                rows.append(write_a_row("busy"))
                begun.set()

    thread = Thread(target=busy)
    thread.start()
    begun.wait()
    mine = write_a_row("login")
    enough.set()
    thread.join()
    assert rows[0] < mine
    assert len(rows) < MOST


def test_who_waits_too_long_is_told_so(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the connection waits as patiently as before afterwards."""
    session.rollback()
    monkeypatch.setattr(house, "PATIENCE", 20)
    with sqlite3.connect(app.config["HUIYIN"].sqlite_file) as other:
        other.execute("BEGIN IMMEDIATE")
        with app.app_context(), pytest.raises(OperationalError, match="database is locked"):
            write_a_row("late")
        other.rollback()
    other.close()
    with app.app_context():
        assert write_a_row("now") > 0
        assert db.session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar() == 20
        assert db.session.get(JobRun, 1) is not None
