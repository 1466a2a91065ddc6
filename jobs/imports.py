"""Imports: read, checked and carried out, each phase by one process at a time, some hundred rows a commit.

No case is seen before the last transaction, in which all lines become cases (V-09). A process that dies
leaves its claim behind; when that runs out its phase begins anew, and after some attempts is given up.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from flask import current_app

from jobs.job import Tally, each_apart, stopping, write
from models import clock
from models.cases.rules.suggestion import suggest
from models.cases.words import Kind
from models.db import db
from models.files.rules import extension_of
from models.files.storage import FolderStore, Store
from models.files.tables import StoredFile
from models.imports import actions
from models.imports.actions.check import Count
from models.imports.queries import chunk, held, to_work_on
from models.imports.rules.check import OPEN, Checker
from models.imports.rules.header import table_of
from models.imports.rules.limits import CHUNK, MOST_ATTEMPTS
from models.imports.rules.opening import open_sheet
from models.imports.rules.sheet import Line, Unreadable
from models.imports.tables import Import, ImportRow
from models.imports.words import Column, ImportState, Mark
from models.products.queries import every_product
from models.rulebook.queries import Governing, governing
from web.config import Config
from web.home import Home


def work_on_imports(now: datetime) -> Tally:
    """Takes every import that waits for the clock as far as the clock can take it."""
    started = clock.now()

    def running() -> datetime:
        """A clock that shows `now` at first and runs on, so that claims made late are fresh."""
        return now + (clock.now() - started)

    config: Config = current_app.config["HUIYIN"]
    store = FolderStore(Home(config.home).files)
    return each_apart(
        to_work_on(now), lambda import_id: work_on(import_id, store=store, now=running), name="imports"
    )


def work_on(import_id: int, *, store: Store, now: Callable[[], datetime]) -> bool:
    """Phase after phase until it is a person's turn, or this process must end; whether it did any.

    Commits, some hundred rows at a time.
    """
    did = False
    while not stopping():
        token = write(lambda: actions.claim(import_id, now=now()))
        if token is None:
            break
        found = db.session.get_one(Import, import_id, populate_existing=True)
        turn = _Turn(import_id, token, store, now)
        if found.attempts > MOST_ATTEMPTS:
            return turn.end(lambda mine: actions.refuse(mine, "fault", {}, now=now()))
        if not _PHASES[found.state](turn, found):
            break
        did = True
    return did


@dataclass(frozen=True)
class _Turn:
    """An import that this process has claimed."""

    import_id: int
    token: str
    store: Store
    now: Callable[[], datetime]

    def keep(self, do: Callable[[], None], *, progress: int) -> bool:
        """Writes a part in a transaction of its own; False when the import is not ours any more, or when
        this process is to end and has given it back.
        """
        if stopping():
            write(lambda: actions.give_back(self.import_id, self.token))
            return False
        kept = write(lambda: self._keep(do, progress))
        db.session.expunge_all()
        return kept

    def end(self, do: Callable[[Import], None]) -> bool:
        """Ends the phase; False when the import is not ours any more."""
        return write(lambda: self._end(do))

    def _keep(self, do: Callable[[], None], progress: int) -> bool:
        if not actions.hold(self.import_id, self.token, progress=progress, now=self.now()):
            return False
        do()
        return True

    def _end(self, do: Callable[[Import], None]) -> bool:
        found = held(self.import_id)
        if found is None or found.claim != self.token:
            return False
        do(found)
        return True


def _read(turn: _Turn, found: Import) -> bool:
    """Writes every line of the file down, or says why it cannot be read."""
    file = db.session.get(StoredFile, found.file_id) if found.file_id else None
    key, extension = (file.key if file else ""), extension_of(found.file_name)
    try:
        return _read_file(turn, key, extension)
    except Unreadable as problem:
        db.session.rollback()
        why, facts = problem.why, problem.facts
        return turn.end(lambda mine: actions.refuse(mine, why, facts, now=turn.now()))


def _read_file(turn: _Turn, key: str, extension: str) -> bool:
    try:
        content = turn.store.open(key)
    except FileNotFoundError:
        raise Unreadable("file_lost") from None
    with content:
        if not turn.keep(lambda: actions.begin_reading(turn.import_id), progress=0):
            return False
        sheet = open_sheet(content, extension)
        table, done = table_of(sheet), 0
        while some := list(islice(table.lines, CHUNK)):
            done += len(some)
            kept = partial(actions.keep_lines, turn.import_id, some, now=turn.now())
            if not turn.keep(kept, progress=done):
                return False
    how = sheet.how | {"header_line": table.line}
    return turn.end(lambda mine: actions.end_reading(mine, table.headers, how, rows=done))


def _check(turn: _Turn, found: Import) -> bool:
    """Judges every line by what its columns mean."""
    columns = {int(place): Column(column) for place, column in found.columns.items()}
    source = found.source
    governs = governing()
    checker = Checker(
        columns,
        width=len(found.headers),
        rules_on=lambda at: governs(at).rules,
        now=turn.now(),
        products=every_product(),
    )
    count, done = Count(), 0
    for rows in _chunks(turn.import_id):
        judged = [(row.id, checker.check(_line(row))) for row in rows]
        done += len(rows)
        if not turn.keep(partial(actions.keep_checked, source, judged, count), progress=done):
            return False
    return turn.end(lambda mine: actions.end_checking(mine, count, now=turn.now()))


def _carry_out(turn: _Turn, found: Import) -> bool:
    """Prepares what takes long, then makes all cases at once."""
    suggestions: dict[int, dict[str, Any]] = {}
    governs, done = governing(), 0
    for rows in _chunks(turn.import_id):
        for row in rows:
            if row.known_case_id is None and row.meaning.get(Column.STATE) == OPEN:
                suggestions[row.id] = _suggestion(row.meaning, governs)
        done += len(rows)
        if not turn.keep(lambda: None, progress=done):
            return False
    try:
        made = write(lambda: actions.carry_out(turn.import_id, turn.token, suggestions, now=turn.now()))
    except actions.BroughtInMeanwhile:
        db.session.rollback()
        write(lambda: actions.look_again(turn.import_id, turn.token))
        return True
    return made is not None


def _suggestion(meaning: dict[str, Any], governs: Callable[[datetime], Governing]) -> dict[str, Any]:
    """What the words of a line suggest, by the rulebook of its day (T-05)."""
    words = [meaning.get(column, "") for column in (Column.TITLE, Column.PROBLEM, Column.EXPECTED)]
    rules = governs(datetime.fromisoformat(meaning[Column.RECEIVED])).rules
    return suggest("\n".join(words), rules, kind=Kind(meaning[Column.KIND])).as_facts()


def _chunks(import_id: int) -> Iterator[list[ImportRow]]:
    after = 0
    while rows := list(chunk(import_id, after, CHUNK)):
        after = rows[-1].line
        yield rows


def _line(row: ImportRow) -> Line:
    marks = {int(place): Mark(mark) for place, mark in row.cells["marks"].items()}
    return Line(row.line, tuple(row.cells["texts"]), marks)


_PHASES: dict[ImportState, Callable[[_Turn, Import], bool]] = {
    ImportState.READING: _read,
    ImportState.CHECKING: _check,
    ImportState.WORKING: _carry_out,
}
