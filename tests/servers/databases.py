"""A fresh database for each test, cloned from a template that is made once a run."""

import shutil
from functools import cache
from pathlib import Path
from typing import Literal

from sqlalchemy import create_engine

from models.schema import metadata
from tests.servers import postgres
from tests.servers.run import one_at_a_time, run_folder

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, Kind] = ("sqlite", "postgresql")


def address(kind: Kind, name: str) -> str:
    """Where the database of that name is, or would be."""
    return postgres.url(name) if kind == "postgresql" else f"sqlite:///{run_folder() / name}.db"


@cache
def template(kind: Kind) -> str:
    """The name of the run's template: all tables, no rows. Made by whichever process asks first."""
    name = f"template_{kind}"
    done = run_folder() / f"{name}.made"
    with one_at_a_time(name):
        if not done.exists():
            empty(kind, name)
            engine = create_engine(address(kind, name))
            metadata.create_all(engine)
            engine.dispose()
            done.touch()
    return name


def clone(kind: Kind, name: str) -> str:
    """Make the database `name` anew from the template; its address."""
    if kind == "postgresql":
        source = template(kind)
        postgres.statement(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        postgres.statement(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy")
    else:
        source = template(kind)
        _remove_file(name)
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
