"""What key figures say of people before and after a training, beside others in the same months (L-06). Pure.

Nothing is said of causes: who was trained was not drawn by lot.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from models.kpi.rules.figures import NATURE
from models.kpi.rules.months import Month
from models.kpi.words import Figure
from models.surveys.rules.statistics import Difference, Share, beyond, difference, low_base, share, shown

MEASURED = (
    Figure.TIMELINESS,
    Figure.TRIAGE_ACCURACY,
    Figure.HANDLING_ACCURACY,
    Figure.SATISFACTION,
    Figure.REOPENED,
)
"""The figures that are compared; each is what `models.kpi.queries.facts` says it is."""
DAYS_A_YEAR, MONTHS_A_YEAR = 365, 12


class Saying(StrEnum):
    """What can be said of one figure, and no more."""

    NOTHING_YET = "nothing_yet"
    HIDDEN = "hidden"
    TELLING = "telling"
    FEW = "few"
    ALONE = "alone"
    BETTER = "better"
    WORSE = "worse"
    OPEN = "open"


class Part(Protocol):
    """What a share of one person rests on in one month."""

    @property
    def staff_id(self) -> int: ...
    @property
    def month(self) -> Month: ...
    @property
    def figure(self) -> Figure: ...
    @property
    def n(self) -> int: ...
    @property
    def hits(self) -> int: ...


@dataclass(frozen=True)
class Span:
    """Which months lie before and which after; `after` holds only those that are over."""

    before: Sequence[Month]
    after: Sequence[Month]


@dataclass(frozen=True)
class Course:
    """A group's shares before and after, None over nothing, and how many people they come from. `telling`
    says that with what is shown elsewhere it would tell the figures of a few."""

    people: int
    before: Share | None
    after: Share | None
    telling: bool = False

    @property
    def shown(self) -> bool:
        """Whether there are enough people that nobody's own figures are told by it."""
        return shown(self.people) and not self.telling

    @property
    def change(self) -> Difference | None:
        """After less before; None without both."""
        if self.before is None or self.after is None:
            return None
        return difference(self.after, self.before)

    @property
    def few(self) -> bool:
        """Whether a side rests on so little that it is marked as a low base."""
        return any(each is None or low_base(each.n) for each in (self.before, self.after))


@dataclass(frozen=True)
class Compared:
    """One figure of the trained beside that of the others."""

    figure: Figure
    trained: Course
    others: Course

    @property
    def beyond(self) -> Difference | None:
        """How much more the trained changed than the others; None where one of the groups is not shown."""
        one, other = self.trained.change, self.others.change
        if one is None or other is None or not (self.trained.shown and self.others.shown):
            return None
        return beyond(one, other)

    @property
    def saying(self) -> Saying:
        """Better or worse only where the whole interval of the difference lies on that side of zero."""
        if self.trained.before is None or self.trained.after is None:
            return Saying.NOTHING_YET
        if not self.trained.shown:
            return Saying.TELLING if self.trained.telling else Saying.HIDDEN
        found = self.beyond
        if found is None:
            return Saying.ALONE
        if self.trained.few or self.others.few:
            return Saying.FEW
        if not found.clear:
            return Saying.OPEN
        rose = found.value > 0
        return Saying.BETTER if rose is NATURE[self.figure].more_is_better else Saying.WORSE


@dataclass
class _Tally:
    people: set[int] = field(default_factory=set)
    before: list[int] = field(default_factory=lambda: [0, 0])
    after: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, part: Part, *, before: bool, after: bool) -> None:
        for wanted, side in ((before, self.before), (after, self.after)):
            if wanted:
                side[0] += part.hits
                side[1] += part.n
                self.people.add(part.staff_id)

    def course(self, parts: Sequence[Collection[int]] = ()) -> Course:
        return Course(
            len(self.people),
            share(self.before[0], self.before[1]),
            share(self.after[0], self.after[1]),
            tells_few(self.people, parts),
        )


def whole_months(days: int) -> int:
    """The whole months nearest to so many days, one at least."""
    return max(1, round(days * MONTHS_A_YEAR / DAYS_A_YEAR))


def span_around(trained: Month, length: int, last: Month) -> Span:
    """So many months before and after that of the training, which itself counts for neither side; of those
    after it the ones until `last`, the latest that is over."""
    after = [trained.shifted(step) for step in range(1, length + 1)]
    return Span(trained.shifted(-1).back(length), [month for month in after if month <= last])


def tells_few(people: Collection[int], parts: Sequence[Collection[int]]) -> bool:
    """Whether the figures of people, less those of some `parts` of them that are shown by themselves, would
    be those of fewer than are ever shown: of a topic with its sessions."""
    whole = set(people)
    known = [each for each in (whole.intersection(part) for part in parts) if shown(len(each))]
    left = [whole - each for each in (*known, set[int]().union(*known))]
    return any(each and not shown(len(each)) for each in left) and bool(known)


def compared(
    parts: Iterable[Part],
    spans: Mapping[int, Span],
    others: Collection[int],
    sessions: Sequence[Collection[int]] = (),
) -> Mapping[Figure, Compared]:
    """Every figure of the trained, each by the months around their own training (`spans`, by the person's
    id), and of the `others` in any month that is before or after for somebody trained. `sessions` are the
    people of each session whose figures stand on a page of their own."""
    mine = {figure: _Tally() for figure in MEASURED}
    theirs = {figure: _Tally() for figure in MEASURED}
    before = {month for span in spans.values() for month in span.before}
    after = {month for span in spans.values() for month in span.after}
    for part in parts:
        span = spans.get(part.staff_id)
        if span is not None:
            mine[part.figure].add(part, before=part.month in span.before, after=part.month in span.after)
        elif part.staff_id in others:
            theirs[part.figure].add(part, before=part.month in before, after=part.month in after)
    return {
        figure: Compared(figure, mine[figure].course(sessions), theirs[figure].course())
        for figure in MEASURED
    }
