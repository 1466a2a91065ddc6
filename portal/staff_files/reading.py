"""Reading entries of people's files from a sheet: all lines are sound, or none is taken (C-05)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from flask_babel import force_locale

from models.clock import local_day, now
from models.conduct.actions import RecordDraft
from models.conduct.words import RecordKind
from models.files.rules import extension_of
from models.imports.rules.moments import moment_of
from models.imports.rules.opening import open_sheet
from models.imports.rules.sheet import Unreadable
from models.people.tables import Staff
from models.texts import cleaned
from portal.cases.forms.compensation import AMOUNT
from web.language import _
from web.words import word

COLUMNS = 6
MOST = 1000
"""Lines of one file."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line of the file."""

    line: int
    says: str


@dataclass(frozen=True)
class Reading:
    """The lines as texts, what they mean, and what is wrong; nothing is taken while anything is."""

    rows: list[list[str]]
    drafts: list[RecordDraft]
    faults: list[Fault]

    @property
    def kept(self) -> str:
        """The lines as they go through the form of the preview."""
        return json.dumps(self.rows, ensure_ascii=False)


def read_file(stream: BinaryIO, name: str, people: Sequence[Staff], by: Staff) -> Reading:
    """The lines below the header of a workbook or separated values. Raises Unreadable."""
    rows: list[list[str]] = []
    for line in open_sheet(stream, extension_of(name)).lines():
        if line.empty or (not rows and not line.texts):
            continue
        rows.append([str(line.number), *(cleaned(text) for text in _padded(line.texts))])
        if len(rows) > MOST + 1:
            raise Unreadable("too_many_rows", most=MOST)
    if len(rows) < 2:
        raise Unreadable("no_rows")
    return _checked(rows[1:], people, by)


def read_kept(kept: str, people: Sequence[Staff], by: Staff) -> Reading:
    """What came back from the preview, checked as if it were new; nothing where it is no list of lines."""
    try:
        rows = json.loads(kept)
    except ValueError:
        rows = []
    sound = [
        [cleaned(str(cell)) for cell in row][: COLUMNS + 1]
        for row in (rows if isinstance(rows, list) else [])[:MOST]
        if isinstance(row, list) and len(row) == COLUMNS + 1
    ]
    return _checked(sound, people, by)


def _padded(texts: Sequence[str]) -> list[str]:
    return [*texts, *[""] * COLUMNS][:COLUMNS]


def _checked(rows: list[list[str]], people: Sequence[Staff], by: Staff) -> Reading:
    known, kinds = {person.number: person for person in people}, _kinds()
    drafts, faults = [], []
    for row in rows:
        who, day, kind, text, paper, amount = (cell.strip() for cell in row[1:])
        number = int(row[0]) if row[0].isdecimal() and len(row[0]) < 8 else 0
        person, on, fen = known.get(who.upper()), _day(day), _fen(amount)
        wrong = list(_wrong(person, by, on, kinds.get(kind.lower()), text, amount, fen))
        faults += [Fault(number, says) for says in wrong]
        if not wrong and person is not None and on is not None:
            drafts.append(RecordDraft(person, on, kinds[kind.lower()], text[:1000], paper[:60], fen))
    return Reading(rows, drafts, faults)


def _wrong(
    person: Staff | None,
    by: Staff,
    on: date | None,
    kind: RecordKind | None,
    text: str,
    amount: str,
    fen: int | None,
) -> Iterable[str]:
    if person is None:
        yield _("Nobody has this staff number.")
    elif person.id == by.id:
        yield _("Nobody writes into their own file.")
    if on is None:
        yield _("Please give a date such as 2026-11-21.")
    elif on > local_day(now()):
        yield _("This day is still to come.")
    if kind is None:
        yield _("This kind is not known.")
    if not text:
        yield _("What happened is missing.")
    if amount and not fen:
        yield _("Please give an amount in yuan, such as 128.50.")


def _kinds() -> dict[str, RecordKind]:
    """What a kind may be called: its words in both languages, and its code."""
    found = {kind.value: kind for kind in RecordKind}
    for locale in ("zh_Hans", "en"):
        with force_locale(locale):
            found |= {word(kind).lower(): kind for kind in RecordKind}
    return found


def _day(text: str) -> date | None:
    found = moment_of(text) if text else None
    return local_day(found.at) if found else None


def _fen(text: str) -> int | None:
    found = AMOUNT.fullmatch(text.replace(",", "").removeprefix("¥").strip()) if text else None
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None
