"""Imports in each state, made by the actions and the clock that make them in life."""

from datetime import datetime
from io import BytesIO

from flask import current_app

from jobs.imports import work_on
from models.db import db
from models.files.storage import Store
from models.ids import random_code
from models.imports import actions
from models.imports.tables import Import
from models.people.tables import Staff
from tests.models.imports.sheets import Row, separated, table
from tests.moments import MONDAY

SOURCE = "旧客服系统"


def handed_in(
    content: bytes,
    *,
    by: Staff,
    store: Store,
    name: str = "工单.csv",
    source: str = SOURCE,
    now: datetime = MONDAY,
) -> Import:
    """A file that nobody has read yet."""
    return actions.add_import(
        BytesIO(content), name, source=source, submission=random_code(26), store=store, by=by, now=now
    )


def checked(*rows: Row, by: Staff, store: Store, now: datetime = MONDAY, source: str = SOURCE) -> Import:
    """A file that was read and checked. Commits."""
    found = handed_in(separated(table(*rows)), by=by, store=store, now=now, source=source)
    return worked_on(found, store=store, now=now)


def imported(
    *rows: Row, by: Staff, store: Store, now: datetime = MONDAY, source: str = SOURCE, letters: bool = False
) -> Import:
    """A file whose lines are cases. Commits."""
    found = checked(*rows, by=by, store=store, now=now, source=source)
    actions.start(found, skip_known=False, letters=letters, by=by, now=now, seen=None)
    return worked_on(found, store=store, now=now)


def worked_on(found: Import, *, store: Store, now: datetime = MONDAY) -> Import:
    """The import after the clock did all that it could, in a session of its own as in life. Commits."""
    number = found.id
    db.session.commit()
    with current_app.app_context():
        work_on(number, store=store, now=lambda: now)
        db.session.remove()
    db.session.expire_all()
    return found
