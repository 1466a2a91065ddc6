"""A file is handed in (V-09)."""

import hashlib
from datetime import datetime
from typing import IO

from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.files.actions import keep_as_it_is
from models.files.rules import extension_of
from models.files.storage import CHUNK, Store
from models.imports import queries
from models.imports.actions.known_file import require_new
from models.imports.rules.columns import folded
from models.imports.rules.limits import MOST_BYTES
from models.imports.rules.opening import WORKBOOK, extension_refused
from models.imports.tables import Import
from models.imports.words import ImportState
from models.people.tables import Staff
from models.permissions import Permission
from models.texts import cleaned

LONGEST_SOURCE = 60
TYPES = {WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def add_import(
    stream: IO[bytes], name: str, *, source: str, submission: str, store: Store, by: Staff, now: datetime
) -> Import:
    """Keeps the file for the clock to read. The same `submission` again returns the first import.

    Nothing of the file is believed yet. Records import.added. Raises NotAllowed, and Invalid: `source`
    (`required`, `too_long`), `file` (`empty`, `too_large`, or why such a file is not taken: `macros`,
    `old_or_locked`, `kind_not_taken`; ImportedBefore with the import that it was).
    """
    if not by.may(Permission.CASE_IMPORT):
        raise NotAllowed("import")
    earlier = queries.sent_before(submission)
    if earlier is not None:
        return earlier
    source = _as_before(" ".join(cleaned(source).split()))
    if not source or len(source) > LONGEST_SOURCE:
        raise Invalid("source", "too_long" if source else "required")
    extension = extension_of(name)
    why = extension_refused(extension)
    if why is not None:
        raise Invalid("file", why)
    size, sha256 = _measured(stream)
    if size == 0:
        raise Invalid("file", "empty")
    require_new(sha256)
    file = keep_as_it_is(
        stream, name, TYPES.get(extension, "text/csv"), store=store, most=MOST_BYTES, by=by, now=now
    )
    added = Import(
        submission=submission,
        state=ImportState.READING,
        source=source,
        file_id=file.id,
        file_name=file.name,
        file_size=size,
        sha256=sha256,
        by_id=by.id,
        created_at=now,
    )
    db.session.add(added)
    db.session.flush()
    record("import.added", added, by=by, now=now, file=file.id, size=size)
    return added


def _as_before(source: str) -> str:
    """The name of a system as it was written first, so that its numbers are known again."""
    return next((known for known in queries.sources() if folded(known) == folded(source)), source)


def _measured(stream: IO[bytes]) -> tuple[int, str]:
    """Size in bytes and SHA-256; the stream stands at its start again. Raises Invalid beyond MOST_BYTES."""
    size, digest = 0, hashlib.sha256()
    while block := stream.read(CHUNK):
        size += len(block)
        if size > MOST_BYTES:
            raise Invalid("file", "too_large")
        digest.update(block)
    stream.seek(0)
    return size, digest.hexdigest()
