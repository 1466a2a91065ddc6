"""Lines of a handed-in sheet: read from the file, kept in the form of the preview, all sound or none."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Generic, TypeVar

from werkzeug.datastructures import FileStorage

from models.files.rules import extension_of
from models.imports.rules.limits import MOST_BYTES
from models.imports.rules.opening import open_sheet
from models.imports.rules.sheet import Unreadable
from models.texts import cleaned

MOST = 1000
"""Lines of one file."""
LONGEST = 2000
"""Characters of a cell that are kept: more than any column takes, so a longer one is refused all the same."""
Draft = TypeVar("Draft")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line of the file."""

    line: int
    says: str


@dataclass(frozen=True)
class Reading(Generic[Draft]):
    """The lines as texts, what they mean, and what is wrong; nothing is taken while anything is. `passed` are
    lines that are sound and not written, with why."""

    rows: list[list[str]]
    drafts: list[Draft]
    faults: list[Fault]
    passed: list[Fault] = field(default_factory=list)

    @property
    def kept(self) -> str:
        """The lines as they go through the form of the preview."""
        return json.dumps(self.rows, ensure_ascii=False)


def lines_of(sent: FileStorage | None, columns: int) -> list[list[str]]:
    """The number and the texts of each line below the header of a workbook or separated values; what stands
    behind the columns is passed over. Raises Unreadable."""
    if sent is None or not sent.filename:
        raise Unreadable("missing_file")
    content = sent.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large", most=MOST_BYTES)
    rows: list[list[str]] = []
    for line in open_sheet(BytesIO(content), extension_of(sent.filename)).lines():
        if line.empty or (not rows and not line.texts):
            continue
        texts = (cleaned(text)[:LONGEST] for text in _padded(line.texts, columns))
        rows.append([str(line.number), *texts])
        if len(rows) > MOST + 1:
            raise Unreadable("too_many_rows", most=MOST)
    if len(rows) < 2:
        raise Unreadable("no_rows")
    return rows[1:]


def kept_lines(kept: str, columns: int) -> list[list[str]]:
    """What came back from the preview, cleaned as if it were new; nothing where it is no list of lines."""
    try:
        rows = json.loads(kept)
    except (ValueError, RecursionError):
        rows = []
    found = []
    for row in (rows if isinstance(rows, list) else [])[:MOST]:
        if not isinstance(row, list) or len(row) != columns + 1:
            continue
        number = str(row[0])
        texts = [cleaned(str(cell).encode(errors="replace").decode()) for cell in row[1:]]
        found.append([number if number.isdecimal() and len(number) < 8 else "0", *texts])
    return found


def _padded(texts: Sequence[str], columns: int) -> list[str]:
    return [*texts, *[""] * columns][:columns]
