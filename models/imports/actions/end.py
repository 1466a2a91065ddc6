"""How an import ends without a case: called off, left lying, or never readable."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete

from models.db import db
from models.errors import NotAllowed, WrongState
from models.events.actions import SYSTEM, record
from models.imports.tables import Import, ImportRow
from models.imports.words import ImportState
from models.outbox.actions import notify
from models.people.tables import Staff
from models.permissions import Permission


def cancel(found: Import, *, by: Staff, now: datetime) -> Import:
    """Calls it off and forgets its lines; also while the clock prepares it, as nothing is visible yet.

    Records import.cancelled. Raises NotAllowed, and WrongState for one that is over.
    """
    if not by.may(Permission.CASE_IMPORT):
        raise NotAllowed("import")
    if found.over:
        raise WrongState("cancellation", found.state.value)
    before = found.state
    _end(found, ImportState.CANCELLED, now=now)
    record("import.cancelled", found, by=by, now=now, state=before)
    return found


def expire(found: Import, *, now: datetime) -> None:
    """Forgets a file that nobody started. Records import.cancelled by the system."""
    before = found.state
    found.trouble = "expired"
    _end(found, ImportState.CANCELLED, now=now)
    record("import.cancelled", found, by=SYSTEM, now=now, state=before)


def refuse(found: Import, why: str, facts: dict[str, Any], *, now: datetime) -> None:
    """Notes why a file cannot be imported at all, and forgets it. Tells whoever sent it.

    Records import.refused.
    """
    found.trouble, found.trouble_facts = why, facts
    _end(found, ImportState.REFUSED, now=now)
    record("import.refused", found, by=SYSTEM, now=now, trouble=why)
    notify(
        found.by_id,
        "import_refused",
        about=found.audit_name,
        now=now,
        facts={"title": found.file_name},
        dedupe=f"import_refused:{found.id}",
    )


def _end(found: Import, state: ImportState, *, now: datetime) -> None:
    """The file loses its last reference; the job that tidies up removes it."""
    found.enter(state)
    found.ended_at, found.file_id = now, None
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == found.id))
    db.session.flush()
