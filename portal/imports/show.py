"""One import: progress, columns to choose, what is in it, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from models.imports import queries
from models.imports.queries import Part
from models.imports.rules.columns import SPECS, missing
from models.imports.rules.limits import MOST_ROWS
from models.imports.tables import Import, ImportRow
from models.imports.words import Column, ImportState
from models.permissions import Permission
from models.rulebook.queries import governing
from portal.imports.blueprint import blueprint
from portal.imports.forms import ColumnsForm, StartForm
from portal.imports.lines import ShownLine, shown_line
from portal.imports.scope import import_or_404
from portal.imports.sentences import trouble_sentence
from portal.imports.tones import TONES
from web.access import needs
from web.fragments import page, respond
from web.language import _, counted
from web.language.filters import named
from web.lists import address, window

PAGE = "portal/imports/show.html"
SAMPLES = 3
LONGEST_SAMPLE = 40


@dataclass(frozen=True)
class FileColumn:
    """A column of the file as it is shown: its header, some of what it holds, and what it means."""

    place: int
    name: str
    samples: list[str]
    meaning: str


@blueprint.get("/<int:import_id>")
@needs(Permission.CASE_IMPORT)
def show(import_id: int) -> ResponseReturnValue:
    """How it stands. `?lines=all` shows every line, `?columns=1` lets the columns be chosen anew.

    `?progress=1` is how the page looks again while the clock works; it is loaded anew when that has ended.
    """
    found = import_or_404(import_id)
    if "progress" in request.args and not found.busy:
        return respond(redirect=url_for("imports.show", import_id=found.id))
    return page(PAGE, **screen(found))


def screen(
    found: Import,
    *,
    columns_form: ColumnsForm | None = None,
    start_form: StartForm | None = None,
    earlier: Import | None = None,
) -> dict[str, Any]:
    """Everything that the page and its region show; `earlier` is the import that the very file was."""
    choosing = columns_form is not None or found.state is ImportState.CHOOSING
    choosing = choosing or (found.state is ImportState.CHECKED and "columns" in request.args)
    version = {"version": str(found.version)}
    faulty = found.faulty + found.known
    all_lines = not faulty or request.args.get("lines") == "all"
    part = _part(found, faulty=None if all_lines else True)
    return {
        "found": found,
        "earlier": earlier,
        "tone": TONES[found.state],
        "choosing": choosing,
        "columns": file_columns(found) if choosing else [],
        "specs": SPECS.values(),
        "missing": [named(SPECS[each]) for each in missing(map(Column, found.columns.values()))],
        "left_out": [
            column_title(found.headers, place)
            for place in range(len(found.headers))
            if str(place) not in found.columns
        ],
        "columns_form": columns_form or ColumnsForm(None, data=version),
        "start_form": start_form or StartForm(None, data=version),
        "part": part,
        "lines": _lines(part.rows),
        "all_lines": all_lines,
        "faulty": faulty,
        "ends": queries.first_and_last(found) if found.state is ImportState.DONE else None,
        "still_open": queries.still_open(found) if found.state is ImportState.DONE else 0,
        "trouble": trouble_sentence(found.trouble, found.trouble_facts) if found.trouble else "",
        "address": address,
        "counted": counted,
        "most_rows": MOST_ROWS,
    }


def file_columns(found: Import) -> list[FileColumn]:
    """The columns of the file with samples from its first lines."""
    rows = queries.first_lines(found, SAMPLES)
    return [
        FileColumn(place, column_title(found.headers, place), _samples(rows, place), _meant(found, place))
        for place in range(len(found.headers))
    ]


def column_title(headers: Sequence[str], place: int) -> str:
    """A column's header; its letter where it has none."""
    return headers[place] or _("Column %(letter)s", letter=letter_of(place))


def letter_of(place: int) -> str:
    """How a spreadsheet calls a column: A to Z, then AA."""
    letters = ascii_uppercase
    return letters[place] if place < 26 else letters[place // 26 - 1] + letters[place % 26]


def _meant(found: Import, place: int) -> str:
    return request.form.get(f"column-{place}", str(found.columns.get(str(place), "")))


def _samples(rows: Sequence[ImportRow], place: int) -> list[str]:
    texts = [row.cells["texts"][place] for row in rows if place < len(row.cells.get("texts", []))]
    return [
        text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…" for text in texts if text.strip()
    ]


def _part(found: Import, *, faulty: bool | None) -> Part:
    """The page of lines that the address asks for; none while there are none to be shown."""
    if found.state not in (ImportState.CHECKED, ImportState.WORKING, ImportState.DONE):
        return Part([], 0, 1, 50)
    asked = window((), default="")
    return queries.lines(found, faulty=faulty, page=asked.page, size=asked.size)


def _lines(rows: Sequence[ImportRow]) -> list[ShownLine]:
    governs = governing()
    return [shown_line(row, governs) for row in rows]
