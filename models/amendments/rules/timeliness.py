"""Timeliness before and after, by what was due and by grade (RB-02). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Self

from models.cases.words import DueKind

SHOWN = 200
"""Cases that would have gone otherwise and are named: the latest; all are counted."""


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
    """The whole replay. `later` is how many would have been late that were in time, `sooner` the other way
    round; `changed` are the latest of these.
    """

    rows: Sequence[Timeliness]
    total: Timeliness | None
    changed: Sequence[Played]
    later: int
    sooner: int


@dataclass
class Sums:
    """What a replay has counted so far; kept as JSON between its parts, so that any process goes on."""

    counts: dict[Figure, tuple[int, int, int]] = field(default_factory=dict)
    changed: list[Played] = field(default_factory=list)
    later: int = 0
    sooner: int = 0

    def add(self, played: Iterable[Played]) -> None:
        """Counts some more, which began later than those before."""
        for each in played:
            n, before, after = self.counts.get(each.figure, (0, 0, 0))
            self.counts[each.figure] = (n + 1, before + (not each.late), after + (not each.would_be_late))
            if each.changes:
                self.changed.append(each)
                self.later += each.would_be_late
                self.sooner += not each.would_be_late
        del self.changed[:-SHOWN]

    def replay(self) -> Replay:
        """Figure by figure, and all together."""
        kinds = list(DueKind)
        figures = sorted(self.counts, key=lambda f: (kinds.index(f.kind), f.grade or 0))
        rows = [Timeliness(figure, *self.counts[figure]) for figure in figures]
        total = Timeliness(
            Figure(DueKind.RESULT, None),
            sum(row.n for row in rows),
            sum(row.before for row in rows),
            sum(row.after for row in rows),
        )
        return Replay(rows, total if rows else None, self.changed[::-1], self.later, self.sooner)

    def as_json(self) -> dict[str, Any]:
        """As a column keeps it."""
        return {
            "counts": [[*figure, *counts] for figure, counts in self.counts.items()],
            "changed": [_written(each) for each in self.changed],
            "later": self.later,
            "sooner": self.sooner,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what a column kept; empty at first."""
        counts = {
            Figure(DueKind(kind), grade): (n, before, after)
            for kind, grade, n, before, after in kept.get("counts", [])
        }
        changed = [_read(each) for each in kept.get("changed", [])]
        return cls(counts, changed, kept.get("later", 0), kept.get("sooner", 0))


def _written(each: Played) -> list[Any]:
    ended = each.ended_at.isoformat() if each.ended_at else None
    due = (each.due_at.isoformat(), each.would_be_due_at.isoformat())
    return [each.number, *each.figure, ended, *due, each.late, each.would_be_late]


def _read(kept: Sequence[Any]) -> Played:
    number, kind, grade, ended, due, would_be, late, would_be_late = kept
    return Played(
        number=number,
        figure=Figure(DueKind(kind), grade),
        ended_at=datetime.fromisoformat(ended) if ended else None,
        due_at=datetime.fromisoformat(due),
        would_be_due_at=datetime.fromisoformat(would_be),
        late=late,
        would_be_late=would_be_late,
    )
