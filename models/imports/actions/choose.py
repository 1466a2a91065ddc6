"""A person says what the columns of a file mean."""

from collections.abc import Mapping
from datetime import datetime

from models.db import db
from models.errors import NotAllowed
from models.events.actions import record
from models.imports.rules.columns import chosen
from models.imports.tables import Import
from models.imports.words import Column, ImportState
from models.people.tables import Staff
from models.permissions import Permission


def choose_columns(
    found: Import, choice: Mapping[int, Column], *, by: Staff, now: datetime, seen: int | None
) -> Import:
    """Keeps the meaning of each column by its place, and has every line checked anew.

    Records import.columns_chosen. Raises NotAllowed, WrongState, Stale, and Invalid as `chosen` does.
    """
    if not by.may(Permission.CASE_IMPORT):
        raise NotAllowed("import")
    found.require("columns", ImportState.CHOOSING, ImportState.CHECKED)
    found.expect(seen)
    columns = chosen(choice, found.headers)
    found.columns = {str(place): column.value for place, column in columns.items()}
    found.faulty = found.known = found.open_rows = found.closed_rows = found.mailable = 0
    found.enter(ImportState.CHECKING)
    db.session.flush()
    record("import.columns_chosen", found, by=by, now=now, meanings=list(found.columns.values()))
    return found
