"""The readers' work on a report, each piece sealed: tasks, interviews, evidence, measures (W-05)."""

from collections.abc import Mapping
from datetime import date, datetime

from models.errors import Invalid, Stale, WrongState
from models.hotline.actions.texts import add_entry, lock, written
from models.hotline.queries.reading import file_in, read
from models.hotline.rules.access import Access
from models.hotline.rules.doors import ENDED
from models.hotline.tables import HotlineEntry
from models.hotline.words import EntryKind, ReportState, Side


def add_task(access: Access, text: str, *, due: date | None, now: datetime) -> HotlineEntry:
    """One task of the plan. Raises Invalid, WrongState."""
    data = {"due": due.isoformat() if due else None}
    return _add(access, EntryKind.TASK, text, data, now=now)


def finish_task(access: Access, position: int, text: str, *, now: datetime) -> HotlineEntry:
    """A task is done, with what came of it. Raises Invalid("task", "unknown"), WrongState."""
    thread = read(access)
    done = {entry.content.data["task"] for entry in thread.of(EntryKind.TASK_DONE)}
    if position in done or position not in {entry.position for entry in thread.of(EntryKind.TASK)}:
        raise Invalid("task", "unknown")
    return _add(access, EntryKind.TASK_DONE, text, {"task": position}, now=now)


def add_interview(access: Access, text: str, *, who: str, on: date, now: datetime) -> HotlineEntry:
    """Who was spoken to, when, and what they said. Raises Invalid, WrongState."""
    data = {"who": written(who, "who", most=200), "day": on.isoformat()}
    return _add(access, EntryKind.INTERVIEW, text, data, now=now)


def add_evidence(access: Access, text: str, *, file_id: int | None, now: datetime) -> HotlineEntry:
    """A piece of evidence: what it shows, and with a file its name and SHA-256 as they were then.

    Raises Invalid("file", "unknown"), Invalid, WrongState.
    """
    data: dict[str, object] = {}
    if file_id is not None:
        file = file_in(access, file_id)
        if file is None:
            raise Invalid("file", "unknown")
        data = {"file": file.id, "name": file.facts.name, "sha256": file.facts.sha256}
    return _add(access, EntryKind.EVIDENCE, text, data, now=now)


def add_measure(access: Access, text: str, *, now: datetime) -> HotlineEntry:
    """What is changed in consequence. Raises Invalid, WrongState."""
    return _add(access, EntryKind.MEASURE, text, {}, now=now)


def note_read(access: Access, *, seen: int, now: datetime) -> None:
    """What the reporter wrote last was read, and needs no answer: it waits no more, and nobody is reminded.

    `seen` is how many texts and files the report had. The reporter is told nothing. Raises WrongState where
    nothing waits, or before the report is acknowledged; Stale where something was added meanwhile.
    """
    report = lock(access)
    if not report.waits or report.state in ENDED or report.state is ReportState.RECEIVED:
        raise WrongState("reading", report.state.value)
    if report.entries != seen:
        raise Stale(seen, report.entries)
    report.waits = False
    add_entry(access, report, EntryKind.LOG, Side.WORK, "", now=now, data={"what": "read"})


def _add(
    access: Access, kind: EntryKind, text: str, data: Mapping[str, object], *, now: datetime
) -> HotlineEntry:
    report = lock(access)
    if report.state in ENDED:
        raise WrongState(kind.value, report.state.value)
    return add_entry(access, report, kind, Side.WORK, written(text), now=now, data=data)
