"""A line of a file as its reader sees it: what it means, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from models.cases.rules.title import title_of
from models.cases.tables import Case
from models.cases.words import Channel, Kind
from models.imports.rules.check import CLOSED
from models.imports.tables import ImportRow
from models.imports.words import Column
from models.privacy import masked_email, masked_phone
from models.rulebook.queries import Governing
from portal.imports.sentences import column_name, fault_sentence
from web.language import _
from web.language.filters import named
from web.words import word


@dataclass(frozen=True)
class ShownFault:
    """One thing that is wrong: where, and a sentence."""

    column: str
    sentence: str


@dataclass(frozen=True)
class ShownLine:
    """A line; `case` is what it became, now or in an earlier import. `reach` is masked (X-03)."""

    line: int
    external: str
    received: datetime | None
    day_only: bool
    channel: str
    kind: str
    category: str
    title: str
    language: str
    customer: str
    reach: str
    closed: bool
    known: bool
    faults: list[ShownFault]
    case: Case | None


def shown_line(row: ImportRow, governs: Callable[[datetime], Governing]) -> ShownLine:
    """What is known of a line; parts at fault are empty, as their faults say why."""
    said = row.meaning
    received = datetime.fromisoformat(said[Column.RECEIVED]) if Column.RECEIVED in said else None
    code = said.get(Column.CATEGORY)
    category = governs(received).rules.category(code) if code and received else None
    return ShownLine(
        line=row.line,
        external=row.external,
        received=received,
        day_only=received is not None and f"{received:%H%M%S}" == "000000",
        channel=word(Channel(said[Column.CHANNEL])) if Column.CHANNEL in said else "",
        kind=word(Kind(said[Column.KIND])) if Column.KIND in said else "",
        category=named(category),
        title=said.get(Column.TITLE) or title_of(said.get(Column.PROBLEM, "")),
        language="en" if said.get(Column.LANGUAGE) == "en" else "zh-Hans",
        customer=said.get(Column.NAME, ""),
        reach=masked_phone(said.get(Column.PHONE, "")) or masked_email(said.get(Column.EMAIL, "")),
        closed=said.get(Column.STATE) == CLOSED,
        known=row.known_case is not None and not row.faults,
        faults=_faults(row),
        case=row.case or row.known_case,
    )


def _faults(row: ImportRow) -> list[ShownFault]:
    found = [
        ShownFault(
            column_name(fault["column"]), fault_sentence(fault["column"], fault["why"], fault["facts"])
        )
        for fault in row.faults.get("list", [])
    ]
    if row.known_case is not None and row.case is None:
        number = row.known_case.number
        found.append(
            ShownFault(column_name(Column.EXTERNAL), _("Imported before, as %(number)s.", number=number))
        )
    return found
