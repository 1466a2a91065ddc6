"""What is swept up once a day: old logins, files and imports that nobody wants, old runs and signs."""

from datetime import datetime, timedelta

from flask import current_app

from jobs.job import Tally, each, once, stopping, write
from models.cases.actions import forget_signs
from models.db import db, know_sizes
from models.events.actions import SYSTEM
from models.files.actions import forget
from models.files.queries import known_keys, unreferenced
from models.files.storage import FolderStore, Store
from models.files.tables import StoredFile
from models.hotline.queries.reading import file_keys as sealed_keys
from models.imports.actions import expire
from models.imports.queries import forgotten, held
from models.jobs.actions import forget_runs
from models.people.actions.tidy import forget_ended_logins
from web.config import Config
from web.home import Home

WAIT = timedelta(days=2)
"""A file may lie that long before the form it was sent with is completed."""


def sweep_logins(now: datetime) -> Tally:
    """Removes the rows of logins that are over."""
    return once(lambda: forget_ended_logins(now=now))


def sweep_runs(now: datetime) -> Tally:
    """Removes old runs of jobs."""
    return once(lambda: forget_runs(now=now))


def know_tables(_now: datetime) -> Tally:
    """Lets the database know how much its tables hold, so that it reads them the short way (V-01)."""

    def one() -> int:
        know_sizes()
        return 1

    return once(one)


def sweep_signs(now: datetime) -> Tally:
    """Removes the signs by which cases are found again that are too old to be duplicates (T-06)."""
    removed = 0
    while not stopping() and (some := write(lambda: forget_signs(now=now))):
        removed += some
    return Tally(done=removed)


def sweep_imports(now: datetime) -> Tally:
    """Forgets imports that nobody started: their lines are customers' data (X-03)."""

    def one(import_id: int) -> bool:
        found = held(import_id)
        if found is None or import_id not in forgotten(now):
            return False
        expire(found, now=now)
        return True

    return each(forgotten(now), one, name="sweep-imports")


def sweep_files(now: datetime) -> Tally:
    """Removes files that no row points at, and bytes that no file points at.

    Bytes go after the commit: a crash in between leaves a stray, which the next run finds.
    """
    store = _store()
    rows = [file.id for file in unreferenced(now - WAIT)]
    forgotten = each(rows, lambda file_id: _forget(file_id, store, now), name="files")
    return forgotten + _sweep_strays(store, now)


def _forget(file_id: int, store: Store, now: datetime) -> bool:
    file = db.session.get(StoredFile, file_id)
    if file is None:
        return False
    key = forget(file, by=SYSTEM, now=now)
    db.session.commit()
    store.remove(key)
    return True


def _sweep_strays(store: Store, now: datetime) -> Tally:
    strays = 0
    keys = sorted(set(store.older_than(now - WAIT)) - sealed_keys())
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        for key in set(some) - known_keys(some):
            store.remove(key)
            strays += 1
    db.session.commit()
    return Tally(done=strays)


def _store() -> Store:
    config: Config = current_app.config["HUIYIN"]
    return FolderStore(Home(config.home).files)
