"""Keeping files that people send, and forgetting those that nobody needs."""

from datetime import datetime
from typing import IO

from models.db import db
from models.errors import Invalid
from models.events.actions import Actor, record
from models.events.tables import Party
from models.files.rules import cleaned, extension_of, kind_for
from models.files.storage import Arrival, Store
from models.files.tables import StoredFile
from models.rulebook.document.intake import Uploads


def keep(
    stream: IO[bytes], name: str, *, store: Store, uploads: Uploads, by: Actor, now: datetime
) -> StoredFile:
    """Takes a file that the rulebook's `uploads` allow into the store and writes its row (V-02).

    Its type is what its content says; its name is cleaned and otherwise stays as sent. Adds a
    StoredFile and the event `file.kept`. The bytes stay when the transaction fails: the tidy job
    finds them. Raises Invalid("files", why), why being `empty`, `too_large`, `type_not_allowed`
    (a kind that is not taken) or `type_mismatch` (the content is not what the name says).
    """
    with store.receive(stream, most=uploads.file_bytes) as arrival:
        if arrival.size == 0:
            raise Invalid("files", "empty")
        name = cleaned(name)
        kind = kind_for(name, arrival.file, allowed=uploads.types)
        if not extension_of(name):
            name = f"{name}.{kind.extensions[0]}"
        key = arrival.keep()
    return _written(arrival, key, name, kind.media_type, by=by, now=now)


def keep_as_it_is(
    stream: IO[bytes], name: str, media_type: str, *, store: Store, most: int, by: Actor, now: datetime
) -> StoredFile:
    """Takes whatever bytes came into the store, unlooked at: for originals that nobody opens in a browser.

    Adds a StoredFile and the event `file.kept`. Raises Invalid("files", "too_large") beyond `most` bytes.
    """
    with store.receive(stream, most=most) as arrival:
        key = arrival.keep()
    return _written(arrival, key, cleaned(name), media_type, by=by, now=now)


def forget(file: StoredFile, *, by: Actor, now: datetime) -> str:
    """Deletes a file's row and records `file.forgotten`. Returns the key of its bytes.

    Whoever asks removes the bytes from the store after the commit, never before.
    """
    record("file.forgotten", file, by=by, now=now, size=file.size)
    db.session.delete(file)
    db.session.flush()
    return file.key


def _written(
    arrival: Arrival, key: str, name: str, media_type: str, *, by: Actor, now: datetime
) -> StoredFile:
    file = StoredFile(
        key=key,
        name=name,
        media_type=media_type,
        size=arrival.size,
        sha256=arrival.sha256,
        by_id=None if isinstance(by, Party) else by.id,
        created_at=now,
    )
    db.session.add(file)
    db.session.flush()
    record("file.kept", file, by=by, now=now, size=file.size, media_type=file.media_type)
    return file
