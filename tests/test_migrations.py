"""Migrations lead from nothing to what the models say, and back again (X-08)."""

from collections.abc import Callable, Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, create_engine, inspect

from assembly import assemble
from models.db import db
from models.schema import metadata
from tests.servers import databases
from tests.servers.databases import Kind
from tests.snapshot import structure
from web.config import Config

pytestmark = pytest.mark.both_databases


@pytest.fixture
def empty_app(database_kind: Kind, worker: str, config_for: Callable[[Kind], Config]) -> Iterator[Flask]:
    """The application on a database without a single table."""
    name = f"migrated_{worker}"
    config = config_for(database_kind).with_changes(database_url=databases.empty(database_kind, name))
    app = assemble(config)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(database_kind, name)


@pytest.fixture
def models_engine(database: str) -> Iterator[Engine]:
    """A database that was made from the models directly."""
    engine = create_engine(database)
    yield engine
    engine.dispose()


def test_they_build_from_nothing_what_the_models_say(empty_app: Flask, models_engine: Engine) -> None:
    upgrade()
    assert structure(db.engine) == structure(models_engine)


def test_alembic_finds_nothing_left_to_migrate(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_they_can_be_taken_back_to_nothing_and_done_again(empty_app: Flask) -> None:
    upgrade()
    before = structure(db.engine)
    downgrade(revision="base")
    assert structure(db.engine) == []
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
    upgrade()
    assert structure(db.engine) == before
