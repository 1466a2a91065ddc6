"""A person has seen what would be imported, and starts it."""

from datetime import datetime

from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.imports.actions.known_file import require_new
from models.imports.tables import Import
from models.imports.words import ImportState
from models.people.tables import Staff
from models.permissions import Permission


def start(
    found: Import, *, skip_known: bool, letters: bool, by: Staff, now: datetime, seen: int | None
) -> Import:
    """Hands a checked file to the clock, which imports all of it or nothing.

    `skip_known` leaves out the lines that were imported before, `letters` tells customers of open ones
    their number. Records import.started. Raises NotAllowed, WrongState, Stale, and Invalid: `rows`
    (`faulty`, `nothing_left`), `skip_known` (`known_rows`), `file` (ImportedBefore).
    """
    if not by.may(Permission.CASE_IMPORT):
        raise NotAllowed("import")
    found.require("start", ImportState.CHECKED)
    found.expect(seen)
    if found.faulty:
        raise Invalid("rows", "faulty")
    require_new(found.sha256)
    if not found.to_import:
        raise Invalid("rows", "nothing_left")
    if found.known and not skip_known:
        raise Invalid("skip_known", "known_rows")
    found.skip_known, found.letters = skip_known, letters
    found.started_by_id, found.started_at = by.id, now
    found.enter(ImportState.WORKING)
    db.session.flush()
    record(
        "import.started",
        found,
        by=by,
        now=now,
        rows=found.to_import,
        letters=letters,
        left_out=found.known,
    )
    return found
