"""Sums of the points ledger, and which month may be closed (C-04). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict


@dataclass(frozen=True)
class Movement:
    """An entry as sums need it."""

    debit: int
    credit: int
    points: int
    month: date
    reversal: bool = False


class Line(BaseModel):
    """An account in the report of a month. `reversed` is what reversals brought; below nothing, they took."""

    model_config = ConfigDict(frozen=True)

    account: int
    opening: int = 0
    added: int = 0
    taken: int = 0
    reversed: int = 0

    @property
    def closing(self) -> int:
        """What the account holds when the month ends."""
        return self.opening + self.added - self.taken + self.reversed

    @property
    def moved(self) -> bool:
        """Whether anything was booked in the month."""
        return bool(self.added or self.taken or self.reversed)


class Report(BaseModel):
    """A month of the ledger: a line for each account that holds or moved anything; `entries` were booked."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[Line, ...]
    entries: int
    reversals: int

    @property
    def balanced(self) -> bool:
        """All balances together are nothing, at the beginning and at the end."""
        return sum(line.opening for line in self.lines) == sum(line.closing for line in self.lines) == 0


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def over(month: date, today: date) -> bool:
    """Whether a month has ended: only then it can be closed."""
    return next_month(month) <= today


def balances(movements: Iterable[Movement]) -> dict[int, int]:
    """What each account holds: all that it received less all that it gave."""
    found: dict[int, int] = {}
    for each in movements:
        found[each.debit] = found.get(each.debit, 0) - each.points
        found[each.credit] = found.get(each.credit, 0) + each.points
    return found


def report_of(month: date, opening: Mapping[int, int], movements: Iterable[Movement]) -> Report:
    """The report of a month from what each account held before it and what was booked in it."""
    sums = {account: [held, 0, 0, 0] for account, held in opening.items() if held}
    entries = reversals = 0
    for each in movements:
        assert each.month == month, "an entry belongs to one month"
        entries, reversals = entries + 1, reversals + each.reversal
        from_, to = sums.setdefault(each.debit, [0] * 4), sums.setdefault(each.credit, [0] * 4)
        if each.reversal:
            from_[3] -= each.points
            to[3] += each.points
        else:
            from_[2] += each.points
            to[1] += each.points
    lines = tuple(
        Line(account=account, opening=opening, added=added, taken=taken, reversed=back)
        for account, (opening, added, taken, back) in sorted(sums.items())
    )
    return Report(lines=lines, entries=entries, reversals=reversals)
