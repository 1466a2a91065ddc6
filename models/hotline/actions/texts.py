"""Adding a sealed text or file to a report that is open (W-02, W-03)."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any

from models.clock import local_day, start_of_day
from models.db import db
from models.errors import Invalid, WrongState
from models.files.storage import Store
from models.hotline.queries.reading import count_files
from models.hotline.rules import places
from models.hotline.rules.access import Access
from models.hotline.rules.chunks import SealingStream
from models.hotline.rules.content import MOST_TEXT, Content, FileFacts
from models.hotline.rules.doors import ENDED
from models.hotline.rules.sealing import Pair, seal_to
from models.hotline.tables import HotlineEntry, HotlineFile, HotlineReport
from models.hotline.words import Author, EntryKind, ReportState, Side
from models.ids import random_key
from models.rulebook.queries import hotline_at
from models.texts import cleaned

MEGABYTE = 1024 * 1024


def add_message(
    access: Access, text: str, *, now: datetime, author: Author | None = None, punished: bool = False
) -> HotlineEntry:
    """What the reporter adds or a reader asks or answers; the other side sees it when it comes next.

    A reporter's makes the report wait for its readers, a reader's ends that. `punished` says that it tells
    of retaliation (W-08). Raises WrongState on a closed report and where its keys have changed since
    ("new_key"), Invalid("text", "required" | "too_long").
    """
    report = _still_open(access, "message")
    report.waits = access.keeper_id is None
    data = {"retaliation": True} if punished else {}
    return add_entry(
        access, report, EntryKind.MESSAGE, Side.TALK, written(text), now=now, author=author, data=data
    )


def add_note(access: Access, text: str, *, now: datetime) -> HotlineEntry:
    """What the readers keep to themselves. Raises as `add_message`, and NotAllowed for the reporter."""
    report = _still_open(access, "note")
    return add_entry(access, report, EntryKind.NOTE, Side.WORK, written(text), now=now)


def add_file(
    access: Access,
    stream: IO[bytes],
    name: str,
    media_type: str,
    *,
    store: Store,
    now: datetime,
    side: Side = Side.TALK,
    removed: tuple[str, ...] = (),
    was_cleaned: bool = True,
    author: Author | None = None,
) -> HotlineFile:
    """Seals a file chunk by chunk into the store, and its name, type, size and hash into a row.

    Nothing of it is written in clear. `removed` says which metadata was taken out before, `was_cleaned`
    whether that was possible. The bytes stay when the transaction fails: the job that removes strays finds
    them. Raises Invalid("files", "too_large" | "too_many" | "empty"), WrongState on a closed report.
    """
    report = _still_open(access, "file")
    rules = hotline_at(now)
    if side is Side.TALK and count_files(report.id, side) >= rules.most_files * 3:
        raise Invalid("files", "too_many")
    file_id, pair = random_key(), _pair(access, side)
    place = places.file_bytes(file_id, report.id, access.epoch)
    sealing = SealingStream(stream, pair.public, place, most=rules.file_megabytes * MEGABYTE)
    with store.receive(_as_stream(sealing), most=2 * rules.file_megabytes * MEGABYTE) as arrival:
        if sealing.size == 0:
            raise Invalid("files", "empty")
        key = arrival.keep(dated=start_of_day(now))
    facts = FileFacts(
        name=cleaned(name)[:255] or "file",
        media_type=media_type,
        size=sealing.size,
        sha256=sealing.sha256,
        author=author or access.author,
        staff_id=access.staff_id,
        on=local_day(now),
        removed=removed,
        cleaned=was_cleaned,
    )
    report.entries += 1
    report.waits = report.waits or access.keeper_id is None
    file = HotlineFile(
        id=file_id,
        report_id=report.id,
        position=report.entries,
        key=key,
        epoch=access.epoch,
        side=side,
        on=local_day(now),
        facts_sealed=seal_to(
            facts.to_bytes(), pair.public, places.file_facts(file_id, report.id, access.epoch)
        ),
    )
    db.session.add(file)
    db.session.flush()
    return file


def add_entry(
    access: Access,
    report: HotlineReport,
    kind: EntryKind,
    side: Side,
    text: str,
    *,
    now: datetime,
    author: Author | None = None,
    data: Mapping[str, Any] | None = None,
) -> HotlineEntry:
    """Seals a text to a side of a report, in its newest version, on a day without an hour."""
    content = Content(
        kind=kind,
        author=author or access.author,
        staff_id=access.staff_id,
        on=local_day(now),
        text=text,
        data=dict(data or {}),
    )
    entry_id = random_key()
    report.entries += 1
    entry = HotlineEntry(
        id=entry_id,
        report_id=report.id,
        position=report.entries,
        epoch=access.epoch,
        side=side,
        on=local_day(now),
        sealed=seal_to(
            content.to_bytes(),
            _pair(access, side).public,
            places.entry(entry_id, report.id, access.epoch),
        ),
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def lock(access: Access) -> HotlineReport:
    """The report's row for this transaction alone. Raises WrongState where its keys have changed since
    ("new_key"), and where it was erased meanwhile."""
    report = db.session.get(HotlineReport, access.report_id, with_for_update=True, populate_existing=True)
    if report is None or report.state is ReportState.ERASED:
        raise WrongState("report", ReportState.ERASED.value)
    if report.epoch != access.epoch:
        raise WrongState("report", "new_key")
    return report


def _still_open(access: Access, what: str) -> HotlineReport:
    report = lock(access)
    if report.state in ENDED:
        raise WrongState(what, report.state.value)
    return report


def written(text: str, field: str = "text", *, most: int = MOST_TEXT) -> str:
    """A text as it is kept. Raises Invalid: "required", "too_long"."""
    text = cleaned(text)
    if not text:
        raise Invalid(field, "required")
    if len(text) > most:
        raise Invalid(field, "too_long")
    return text


def _pair(access: Access, side: Side) -> Pair:
    return access.keys[access.epoch].of(side)


def _as_stream(sealing: SealingStream) -> Any:
    """A store asks a stream for `read` and for nothing else."""
    return sealing
