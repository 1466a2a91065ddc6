"""Timeliness before and after, by what was due and by grade (RB-02). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from models.cases.words import DueKind


class Figure(NamedTuple):
    """What a row of the table counts: one kind of due time for one grade."""

    kind: DueKind
    grade: int | None


@dataclass(frozen=True)
class Played:
    """One due time of the past, as it was and as it would have been."""

    number: str
    figure: Figure
    ended_at: datetime | None
    due_at: datetime
    would_be_due_at: datetime
    late: bool
    would_be_late: bool

    @property
    def changes(self) -> bool:
        """Whether it would have been late instead of in time, or the other way round."""
        return self.late != self.would_be_late


@dataclass(frozen=True)
class Timeliness:
    """How many there were of a figure, and how many of them in time, before and after."""

    figure: Figure
    n: int
    before: int
    after: int

    @property
    def share_before(self) -> float:
        """In per cent."""
        return 100 * self.before / self.n

    @property
    def share_after(self) -> float:
        """In per cent."""
        return 100 * self.after / self.n


@dataclass(frozen=True)
class Replay:
    """The whole replay. `cut` says that older due times of the period were left out."""

    rows: Sequence[Timeliness]
    total: Timeliness | None
    changed: Sequence[Played]
    cut: bool

    @property
    def later(self) -> int:
        """How many would have been late that were in time."""
        return sum(each.would_be_late for each in self.changed)

    @property
    def sooner(self) -> int:
        """How many would have been in time that were late."""
        return sum(not each.would_be_late for each in self.changed)


def tally(played: Iterable[Played], *, cut: bool) -> Replay:
    """Counts what was played, figure by figure."""
    played = list(played)
    kinds = list(DueKind)
    figures = sorted({each.figure for each in played}, key=lambda f: (kinds.index(f.kind), f.grade or 0))
    rows = [_counted(figure, [each for each in played if each.figure == figure]) for figure in figures]
    total = _counted(Figure(DueKind.RESULT, None), played) if played else None
    return Replay(rows, total, [each for each in played if each.changes], cut)


def _counted(figure: Figure, played: Sequence[Played]) -> Timeliness:
    before = sum(not each.late for each in played)
    after = sum(not each.would_be_late for each in played)
    return Timeliness(figure, len(played), before, after)
