"""X-08: what a connection to the database does for one statement, and after its server has ended it."""

import pytest
from flask import Flask
from sqlalchemy import text

from models import db as house
from models.db import aside, db, writing
from tests.client import Client
from tests.servers import postgres
from tests.statements import CountStatements

END_ALL = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{}'"


@pytest.mark.both_databases
@pytest.mark.usefixtures("cast")
def test_what_is_read_aside_sees_what_is_committed_and_holds_nothing(
    app: Flask, statements: CountStatements
) -> None:
    """S-05: one statement and no transaction around it, also while the same request is about to write."""
    with app.app_context(), writing():
        with statements() as seen, aside() as connection:
            assert connection.scalar(text("SELECT count(*) FROM department")) > 0
        assert seen.count == 1
        db.session.execute(text("UPDATE department SET phone = '1'"))
        with aside() as connection:
            assert connection.scalar(text("SELECT count(*) FROM department WHERE phone = '1'")) == 0
        db.session.commit()
        with aside() as connection:
            assert connection.scalar(text("SELECT count(*) FROM department WHERE phone != '1'")) == 0


@pytest.mark.postgresql
@pytest.mark.usefixtures("cast")
def test_connections_that_their_server_ended_while_they_rested_are_made_anew(
    app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody sees an error because the database was restarted over night."""
    monkeypatch.setattr(house, "RESTED", 0)
    assert client.get("/readyz").status_code == 200
    with app.app_context():
        assert db.engine.pool.checkedin() > 0
        postgres.statement(END_ALL.format(db.engine.url.database))
    assert client.get("/readyz").status_code == 200
