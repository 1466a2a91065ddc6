"""People on an imported list: who is on which line, and how they are reached (S-03). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.customers.rules import email_of, phone_of
from models.errors import Invalid
from models.imports.rules.columns import folded, recognise, words_of
from models.imports.rules.header import Table
from models.imports.rules.sheet import Line, Unreadable
from models.imports.words import Column
from models.texts import cleaned

LONGEST_NAME = 120
LONGEST_REGION = 80
LONGEST_ACCOUNT = 60


@dataclass(frozen=True)
class Listed:
    """One line of a list. An address that is none is left out, so that its line cannot be reached by it."""

    line: int
    name: str = ""
    phone: str | None = None
    email: str | None = None
    account: str | None = None
    region: str = ""
    language: str = "zh"


def people_of(table: Table) -> Iterator[Listed]:
    """Everybody on a list once: a second line with an address that was there before is passed over.

    The columns are those of imports: name, phone, email, account, region, language. Raises
    Unreadable("no_address_column") where there is neither a telephone nor a mail address to read.
    """
    places = {column: place for place, column in recognise(table.headers).items()}
    if Column.PHONE not in places and Column.EMAIL not in places:
        raise Unreadable("no_address_column")
    seen: set[str] = set()
    for line in table.lines:
        person = _person(line, places)
        ways = {way for way in (person.phone, person.email) if way}
        if ways & seen:
            continue
        seen |= ways
        yield person


def _person(line: Line, places: dict[Column, int]) -> Listed:
    def cell(column: Column) -> str:
        place = places.get(column)
        return (
            "" if place is None or place >= len(line.texts) else " ".join(cleaned(line.texts[place]).split())
        )

    return Listed(
        line.number,
        cell(Column.NAME)[:LONGEST_NAME],
        _phone(cell(Column.PHONE)),
        _email(cell(Column.EMAIL)),
        cell(Column.ACCOUNT)[:LONGEST_ACCOUNT] or None,
        cell(Column.REGION)[:LONGEST_REGION],
        words_of(Column.LANGUAGE).get(folded(cell(Column.LANGUAGE)), "zh"),
    )


def _phone(text: str) -> str | None:
    try:
        return phone_of(text)
    except Invalid:
        return None


def _email(text: str) -> str | None:
    try:
        return email_of(text)
    except Invalid:
        return None
