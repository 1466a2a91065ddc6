"""Alive, and ready (X-08)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import text

from models.clock import now
from models.db import db
from models.jobs.tables import Lease
from tests.client import Client
from web.health import ready


@pytest.fixture
def migrated(small: Flask, visitor: Client) -> None:
    """The database says that it stands at the newest migration."""
    heads = ScriptDirectory(small.extensions["migrate"].directory).get_heads()
    db.session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    for head in heads:
        db.session.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
    db.session.commit()


def test_alive_asks_nobody(visitor: Client, statements: Callable[..., object]) -> None:
    with statements() as seen:  # type: ignore[attr-defined]
        answer = visitor.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert seen.count == 0


@pytest.mark.usefixtures("migrated")
def test_ready(visitor: Client) -> None:
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "faults": []})


def test_not_ready_before_the_migrations(visitor: Client) -> None:
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"status": "not ready", "faults": ["migrations"]})


@pytest.mark.usefixtures("migrated")
def test_not_ready_without_a_clock(small_with: Callable[..., Flask]) -> None:
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
