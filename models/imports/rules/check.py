"""What is wrong with a row, and what it says where nothing is; the rules of its day are handed in (V-09)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.cases.words import Channel, Kind
from models.customers.rules import email_of, phone_of
from models.errors import Invalid
from models.imports.rules.columns import SPECS, folded, words_of
from models.imports.rules.limits import EARLIEST, LATEST_YEAR
from models.imports.rules.moments import Moment, moment_of
from models.imports.rules.sheet import Line
from models.imports.words import Column
from models.products.rules import spelled
from models.products.tables import Product
from models.rulebook.document import Rules
from models.texts import cleaned

PARAGRAPHS = (Column.PROBLEM, Column.EXPECTED, Column.OUTCOME)
DAMAGED = "\ufffd"
OPEN, CLOSED = "open", "closed"
NO_CELL = "row"
"""The column of a fault that is the whole row's."""

RulesOn = Callable[[datetime], Rules]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: in which column, a short code, and what its sentence names."""

    column: str
    why: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"column": self.column, "why": self.why, "facts": dict(self.facts)}


@dataclass(frozen=True)
class Checked:
    """A row after the check. `values` are plain JSON under the columns' names, empty ones left out, and so
    are those at fault; `external` is the number as it stands there, at fault or not.
    """

    external: str
    values: dict[str, Any]
    faults: list[Fault]


class Checker:
    """Checks the rows of one file, one after the other; remembers the numbers it has met."""

    def __init__(
        self,
        columns: Mapping[int, Column],
        *,
        width: int,
        rules_on: RulesOn,
        now: datetime,
        products: Iterable[Product] = (),
    ) -> None:
        self._columns = columns
        self._width = width
        self._rules_on = rules_on
        self._now = now
        self._met: dict[str, int] = {}
        self._categories: dict[int, dict[str, set[str]]] = {}
        known = list(products)
        called = {spelled(word): each.code for each in known for word in each.words}
        self._products = called | {spelled(each.code): each.code for each in known}

    def check(self, line: Line) -> Checked:
        """Every fault of a row, one a column, in the order of the columns."""
        row = _Row(line, self._columns)
        if line.width > self._width:
            row.blame(NO_CELL, "too_many_cells", cells=line.width, most=self._width)
        self._number(row)
        received = self._received(row)
        rules = self._rules_on(received.at) if received is not None else None
        self._channel(row, rules)
        kind = row.word(Column.KIND)
        for column in (Column.PROBLEM, Column.TITLE, Column.NAME, Column.ACCOUNT, Column.REGION):
            row.text(column)
        for column, read in ((Column.PHONE, phone_of), (Column.EMAIL, email_of)):
            row.read(column, read)
        row.word(Column.LANGUAGE)
        for column in (Column.HAPPENED_WHEN, Column.HAPPENED_WHERE, Column.EXPECTED):
            row.text(column)
        self._expected_on(row)
        self._category(row, rules)
        self._product(row)
        self._grade(row, kind)
        self._ending(row, received)
        order = list(Column)
        faults = sorted(
            row.faults, key=lambda fault: order.index(Column(fault.column)) if fault.column in order else -1
        )
        external = row.raw(Column.EXTERNAL)[: SPECS[Column.EXTERNAL].most]
        return Checked(external, dict(row.values), faults)

    def _number(self, row: "_Row") -> None:
        external = row.text(Column.EXTERNAL)
        if not external:
            return
        first = self._met.setdefault(external, row.number)
        if first != row.number:
            row.blame(Column.EXTERNAL, "duplicate", row=first)

    def _received(self, row: "_Row") -> Moment | None:
        found = self._moment(row, Column.RECEIVED)
        if found is None:
            return None
        if found.day < EARLIEST:
            row.blame(Column.RECEIVED, "too_early", year=EARLIEST.year)
            return None
        return found

    def _moment(self, row: "_Row", column: Column) -> Moment | None:
        """A moment that is not to come; kept in UTC."""
        text = row.text(column)
        if not text:
            return None
        row.values.pop(column)
        found = moment_of(text)
        if found is None or found.day.year > LATEST_YEAR:
            row.blame(column, "date", text=text)
            return None
        if found.at > self._now:
            row.blame(column, "future")
            return None
        row.values[column] = found.at.isoformat()
        return found

    def _channel(self, row: "_Row", rules: Rules | None) -> None:
        text = row.text(Column.CHANNEL)
        if not text:
            return
        word = folded(text)
        channel = words_of(Column.CHANNEL).get(word)
        for each in rules.channels if rules is not None and channel is None else ():
            if word in (folded(each.name_zh), folded(each.name_en)):
                channel = each.channel.value
        if channel is None:
            row.blame(Column.CHANNEL, "unknown_word", text=text)
        else:
            row.values[Column.CHANNEL] = Channel(channel).value

    def _expected_on(self, row: "_Row") -> None:
        text = row.text(Column.EXPECTED_ON)
        if not text:
            return
        found = moment_of(text)
        if found is None or not EARLIEST.year <= found.day.year <= LATEST_YEAR:
            row.blame(Column.EXPECTED_ON, "date", text=text)
        else:
            row.values[Column.EXPECTED_ON] = found.day.isoformat()

    def _category(self, row: "_Row", rules: Rules | None) -> None:
        """By its code, its name, or the names of both levels, in the rulebook of the day (RB-01)."""
        text = row.text(Column.CATEGORY)
        if not text or rules is None:
            return
        if id(rules) not in self._categories:
            self._categories[id(rules)] = _categories_of(rules)
        codes = self._categories[id(rules)].get(_path(text), set())
        if len(codes) == 1:
            row.values[Column.CATEGORY] = next(iter(codes))
        else:
            row.blame(Column.CATEGORY, "two_categories" if codes else "unknown_category", text=text)

    def _product(self, row: "_Row") -> None:
        """By its code, a name or what customers call it; one that is retired too, as the voice may be old."""
        text = row.text(Column.PRODUCT)
        if not text:
            return
        code = self._products.get(spelled(text))
        if code is None:
            row.blame(Column.PRODUCT, "unknown_product", text=text)
        else:
            row.values[Column.PRODUCT] = code

    def _grade(self, row: "_Row", kind: str | None) -> None:
        grade = row.word(Column.GRADE)
        if grade is None:
            return
        if kind is not None and kind != Kind.COMPLAINT:
            row.blame(Column.GRADE, "only_complaints")
        row.values[Column.GRADE] = int(grade)

    def _ending(self, row: "_Row", received: Moment | None) -> None:
        """Open or closed; a row with a closing date is closed unless it says otherwise."""
        state = row.word(Column.STATE)
        written = bool(row.raw(Column.CLOSED))
        closed = self._moment(row, Column.CLOSED)
        outcome = row.text(Column.OUTCOME)
        if state is None and not row.raw(Column.STATE):
            state = CLOSED if written else OPEN
            row.values[Column.STATE] = state
        if state == CLOSED:
            if not written:
                row.blame(Column.CLOSED, "closed_needs_date")
            elif closed is not None and received is not None:
                self._closed_after(row, received, closed)
        elif state == OPEN:
            if written:
                row.blame(Column.CLOSED, "open_has_date")
            if outcome:
                row.blame(Column.OUTCOME, "open_has_outcome")
            staff = row.values.get(Column.CHANNEL) == Channel.STAFF
            if not (row.raw(Column.PHONE) or row.raw(Column.EMAIL) or staff):
                row.blame(Column.PHONE, "contact")

    def _closed_after(self, row: "_Row", received: Moment, closed: Moment) -> None:
        """On one day, of which only the day is known, it ended no sooner than it began."""
        if closed.at >= received.at:
            return
        if closed.day == received.day and closed.day_only:
            row.values[Column.CLOSED] = received.at.isoformat()
        else:
            row.blame(Column.CLOSED, "closed_too_early")


class _Row:
    """A row while it is checked: its cells by column, what they mean so far, and what is wrong."""

    def __init__(self, line: Line, columns: Mapping[int, Column]) -> None:
        self.number = line.number
        self.values: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self._raw: dict[Column, str] = {}
        for place, column in columns.items():
            mark = line.marks.get(place)
            text = cleaned(line.texts[place]) if place < len(line.texts) else ""
            self._raw[column] = text if column in PARAGRAPHS else " ".join(text.split())
            if mark is not None:
                self._raw[column] = text or mark.value
                self.blame(column, mark.value)

    def raw(self, column: Column) -> str:
        """What is written in a cell, cleaned."""
        return self._raw.get(column, "")

    def blame(self, column: Column | str, why: str, **facts: Any) -> None:
        """Notes a fault; the first one of a column is the one that is told."""
        self.values.pop(column, None)
        if all(fault.column != column for fault in self.faults):
            self.faults.append(Fault(str(column), why, facts))

    def text(self, column: Column) -> str:
        """The text of a cell, kept as its value; empty where nothing is written, or it is at fault."""
        spec = SPECS[column]
        text = self.raw(column)
        if any(fault.column == column for fault in self.faults):
            return ""
        if not text:
            if spec.required:
                self.blame(column, "missing")
            return ""
        if len(text) > spec.most:
            self.blame(column, "too_long", most=spec.most, length=len(text))
            return ""
        if DAMAGED in text:
            self.blame(column, "damaged")
            return ""
        self.values[column] = text
        return text

    def word(self, column: Column) -> str | None:
        """The value that a word stands for, kept; None where there is none."""
        text = self.text(column)
        if not text:
            return None
        value = words_of(column).get(folded(text))
        if value is None:
            self.blame(column, "unknown_word", text=text)
            return None
        self.values[column] = value
        return value

    def read(self, column: Column, read: Callable[[str], str | None]) -> None:
        """A telephone number or a mail address, in its one form."""
        text = self.text(column)
        if not text:
            return
        try:
            self.values[column] = read(text)
        except Invalid as refused:
            self.blame(column, refused.why, text=text)


def _categories_of(rules: Rules) -> dict[str, set[str]]:
    """The codes of all categories of the second level under each way to write them."""
    found: dict[str, set[str]] = {}
    for category in rules.categories:
        if category.parent is None:
            continue
        parent = rules.category(category.parent)
        ways = {category.code, category.name_zh, category.name_en}
        ways |= {f"{above}/{name}" for above, name in _names_of_both(parent, category)}
        for way in ways:
            found.setdefault(_path(way), set()).add(category.code)
    return found


def _names_of_both(parent: Any, category: Any) -> list[tuple[str, str]]:
    above, below = (parent.name_zh, parent.name_en), (category.name_zh, category.name_en)
    return [(one, other) for one in above for other in below]


def _path(text: str) -> str:
    """A category as it is compared; its levels may be joined by a stroke, an arrow or a bar."""
    for joint in (">", "\\", "|", "→", "／"):
        text = text.replace(joint, "/")
    return "/".join(folded(level) for level in text.split("/"))
