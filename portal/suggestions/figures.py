"""The counts of suggestions and decisions, as the page shows them: shares with their intervals (T-05)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from models.cases.queries import Outcome
from models.cases.words import Confidence
from models.rulebook.document import Rules
from models.surveys.rules.statistics import Share, share

LOW_BASE = 30
"""Under so many a share says little, and is marked."""
MOST_CONFUSIONS = 6


@dataclass
class Tally:
    """Counts that grow: how many cases, and how often each part of the suggestion was what was decided.

    `silent` counts cases without a suggested category, which count as not right.
    """

    n: int = 0
    silent: int = 0
    graded: int = 0
    right: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome, *, same_first_level: bool) -> None:
        self.n += outcome.cases
        self.graded += outcome.graded
        self.silent += outcome.cases if outcome.suggested is None else 0
        self.right["category"] += outcome.cases if outcome.suggested == outcome.decided else 0
        self.right["first_level"] += outcome.cases if same_first_level else 0
        self.right["department"] += outcome.department
        self.right["urgency"] += outcome.urgency
        self.right["grade"] += outcome.grade

    def share(self, part: str) -> Share | None:
        """How often `part` was right; None over nothing."""
        return share(self.right[part], self.graded if part == "grade" else self.n)

    @property
    def low_base(self) -> bool:
        return self.n < LOW_BASE


@dataclass(frozen=True)
class Confusion:
    """So many cases were given one category where another, or none, was suggested."""

    decided: str
    suggested: str | None
    n: int
    of: int

    @property
    def share(self) -> float:
        """Of all cases given that category."""
        return self.n / self.of


class Figures:
    """Everything that the page shows, folded from the counts of one query."""

    def __init__(self, outcomes: Iterable[Outcome], rules: Rules) -> None:
        self.whole = Tally()
        self.by_month: dict[str, Tally] = {}
        self.by_category: dict[str, Tally] = {}
        self.by_confidence: dict[Confidence, Tally] = {}
        first_level = {category.code: category.parent or category.code for category in rules.categories}
        confused: Counter[tuple[str, str | None]] = Counter()
        for each in outcomes:
            above = None if each.suggested is None else first_level.get(each.suggested, each.suggested)
            same = first_level.get(each.decided, each.decided) == above
            for tally in (
                self.whole,
                self.by_month.setdefault(each.month, Tally()),
                self.by_category.setdefault(each.decided, Tally()),
                self.by_confidence.setdefault(each.confidence, Tally()),
            ):
                tally.add(each, same_first_level=same)
            if each.decided != each.suggested:
                confused[each.decided, each.suggested] += each.cases
        self._confused = confused
        self._order = {category.code: place for place, category in enumerate(rules.categories)}

    @property
    def months(self) -> Sequence[tuple[str, Tally]]:
        """The newest first."""
        return sorted(self.by_month.items(), reverse=True)

    @property
    def categories(self) -> Sequence[tuple[str, Tally]]:
        """In the rulebook's order; what it no longer knows comes last."""
        last = len(self._order)
        return sorted(self.by_category.items(), key=lambda item: (self._order.get(item[0], last), item[0]))

    @property
    def confidences(self) -> Mapping[Confidence, Tally]:
        """The surest first."""
        return {word: self.by_confidence[word] for word in Confidence if word in self.by_confidence}

    @property
    def confusions(self) -> Sequence[Confusion]:
        """The most frequent first."""
        found = [
            Confusion(decided, suggested, n, self.by_category[decided].n)
            for (decided, suggested), n in self._confused.items()
        ]
        found.sort(key=lambda each: (-each.n, each.decided, each.suggested or ""))
        return found[:MOST_CONFUSIONS]

    def most_confused(self, decided: str) -> Confusion | None:
        """What was most often suggested where this was decided, if anything else was."""
        found = [
            Confusion(decided, suggested, n, self.by_category[decided].n)
            for (right, suggested), n in self._confused.items()
            if right == decided
        ]
        return max(found, key=lambda each: (each.n, each.suggested or ""), default=None)
