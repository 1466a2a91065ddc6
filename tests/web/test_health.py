"""Alive, and ready (X-08)."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from models.clock import now
from models.db import db
from models.jobs.tables import Lease
from tests.client import Client
from tests.statements import CountStatements
from web.health import ready


def test_alive_asks_nobody(visitor: Client, statements: CountStatements) -> None:
    with statements() as seen:
        answer = visitor.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert seen.count == 0


def test_ready(visitor: Client) -> None:
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "faults": []})


def test_not_ready_before_the_migrations(visitor: Client) -> None:
    db.session.execute(text("DELETE FROM alembic_version"))
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"status": "not ready", "faults": ["migrations"]})


def test_not_ready_without_a_clock(small_with: Callable[..., Flask], session: Session) -> None:
    """R-03: where a clock is to go, somebody must hold its lease."""
    visitor = small_with(clock=True).test_client()
    assert visitor.get("/readyz").json == {"status": "not ready", "faults": ["clock"]}
    lease = Lease(name="clock", holder="elsewhere:1:ABC", until=now() + timedelta(seconds=30))
    db.session.add(lease)
    db.session.commit()
    assert visitor.get("/readyz").status_code == 200
    lease.until = now() - timedelta(seconds=1)
    db.session.commit()
    assert visitor.get("/readyz").status_code == 503


def test_not_ready_without_a_database(small_with: Callable[..., Flask], tmp_path: object) -> None:
    app = small_with(database_url=f"sqlite:///{tmp_path}/missing/nothing.db")
    with app.test_request_context("/readyz"):
        answer, status = ready()
    assert status == 503
    assert answer.json == {"status": "not ready", "faults": ["database", "migrations"]}
