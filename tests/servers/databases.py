"""A fresh database for each test, cloned from a template that is made once a run."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from models.db import db, writing
from models.schema import metadata
from tests.servers import postgres
from tests.servers.run import one_at_a_time, run_folder

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
Kind = Literal["sqlite", "postgresql"]
Fill = Callable[[], None]
KINDS: tuple[Kind, Kind] = ("sqlite", "postgresql")


def address(kind: Kind, name: str) -> str:
    """Where the database of that name is, or would be."""
    return postgres.url(name) if kind == "postgresql" else f"sqlite:///{run_folder() / name}.db"


@cache
def template(kind: Kind, *beginning: Fill) -> str:
    """The name of one of the run's templates: all tables, and what each of `beginning` puts in them.

    Each function finds what those before it have committed, and commits. Made by whichever process asks
    first, from the template that is one function shorter.
    """
    name = "_".join(["template", kind, *(fill.__name__ for fill in beginning)])
    done = run_folder() / f"{name}.made"
    with one_at_a_time(name):
        if not done.exists():
            app = Flask("template")
            app.config["SQLALCHEMY_DATABASE_URI"] = (
                clone(kind, name, *beginning[:-1]) if beginning else empty(kind, name)
            )
            db.init_app(app)
            with app.app_context(), writing():
                try:
                    if beginning:
                        beginning[-1]()
                    else:
                        _make_tables()
                finally:
                    db.session.remove()
                    db.engine.dispose()
            done.touch()
    return name


def _make_tables() -> None:
    """All tables, empty, with the word that all migrations are done: `create_all` makes what they would."""
    _forget_other_databases()
    metadata.create_all(db.engine)
    with db.engine.begin() as connection:
        MigrationContext.configure(connection).stamp(ScriptDirectory(str(MIGRATIONS)), "head")


def _forget_other_databases() -> None:
    """Makes each key part of its table again.

    Creating on PostgreSQL adds some keys afterwards and marks them in the metadata for good
    (SQLAlchemy's AddConstraint), so SQLite, made later in the same process, would lack them.
    """
    for table in metadata.tables.values():
        for key in table.foreign_key_constraints:
            key._create_rule = None


def clone(kind: Kind, name: str, *beginning: Fill) -> str:
    """Make the database `name` anew from a template; its address."""
    source = template(kind, *beginning)
    drop(kind, name)
    if kind == "postgresql":
        postgres.statement(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy")
    else:
        shutil.copyfile(run_folder() / f"{source}.db", run_folder() / f"{name}.db")
    return address(kind, name)


def empty(kind: Kind, name: str) -> str:
    """Make the database `name` anew with nothing in it; its address."""
    drop(kind, name)
    if kind == "postgresql":
        postgres.statement(f"CREATE DATABASE {name}")
    return address(kind, name)


def drop(kind: Kind, name: str) -> None:
    """Remove the database `name` if it is there."""
    if kind == "postgresql":
        postgres.statement(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    else:
        _remove_file(name)


def _remove_file(name: str) -> None:
    for ending in (".db", ".db-wal", ".db-shm"):
        Path(run_folder() / f"{name}{ending}").unlink(missing_ok=True)
