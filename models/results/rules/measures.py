"""What each question of a questionnaire measures, across its versions (S-02, S-06). Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from models.surveys.document import (
    Dimension,
    Document,
    FivePoint,
    FivePointMatrix,
    Multiple,
    Nps,
    Option,
    Question,
    Single,
    Text,
)
from models.surveys.rules.statistics import FivePoints

Place = tuple[int, str, str]
"""A version's id, a question, and a part of it, empty where it has none."""
Key = TypeVar("Key")


class MeasureKind(StrEnum):
    """How a measure is counted."""

    FIVE_POINTS = "five_points"
    RECOMMENDING = "recommending"
    ONE_OF = "one_of"
    ANY_OF = "any_of"


@dataclass(frozen=True)
class Measure:
    """A dimension, or a question that has none. `code` is the same in every version that asks it.

    `text` and `options` are those of the newest version.
    """

    code: str
    kind: MeasureKind
    text: Text
    dimension: Dimension | None = None
    options: tuple[Option, ...] = ()


@dataclass
class Measures:
    """All measures in the order in which they are asked, and where each stands."""

    all: dict[str, Measure] = field(default_factory=dict)
    places: dict[Place, str] = field(default_factory=dict)
    documents: Mapping[int, Document] = field(default_factory=dict)

    def of_kind(self, kind: MeasureKind) -> list[Measure]:
        return [measure for measure in self.all.values() if measure.kind is kind]

    def places_of(self, code: str) -> list[Place]:
        """Where a measure is asked, in every version."""
        return [place for place, found in self.places.items() if found == code]

    @property
    def main(self) -> Measure | None:
        """The measure that stands for all: satisfaction overall or with the handling, else the first."""
        five = self.of_kind(MeasureKind.FIVE_POINTS)
        for dimension in (Dimension.OVERALL, Dimension.HANDLING):
            for measure in five:
                if measure.dimension is dimension:
                    return measure
        return five[0] if five else None


def measures_of(versions: Mapping[int, Document]) -> Measures:
    """What the questions of some versions measure; the newest version, of the highest id, leads.

    A dimension that a version asks twice is measured by the first question: nobody counts twice.
    """
    found = Measures(documents=versions)
    for version_id, document in sorted(versions.items(), reverse=True):
        taken: dict[str, str] = {}
        for question in document.questions:
            for part, measure in _parts(question):
                several = measure.kind is MeasureKind.ANY_OF
                if measure.code in taken and not (several and taken[measure.code] == question.code):
                    measure = Measure(
                        _own(question.code, part), measure.kind, measure.text, None, measure.options
                    )
                taken[measure.code] = question.code
                found.all.setdefault(measure.code, measure)
                found.places[version_id, question.code, part] = measure.code
    return found


def _parts(question: Question) -> Iterator[tuple[str, Measure]]:
    match question:
        case FivePoint():
            code = question.dimension or _own(question.code, "")
            yield "", Measure(code, MeasureKind.FIVE_POINTS, question.text, question.dimension)
        case FivePointMatrix():
            for row in question.rows:
                code = row.dimension or _own(question.code, row.code)
                yield row.code, Measure(code, MeasureKind.FIVE_POINTS, row.text, row.dimension)
        case Nps():
            yield "", Measure(_own(question.code, ""), MeasureKind.RECOMMENDING, question.text)
        case Single():
            one = MeasureKind.ONE_OF
            yield "", Measure(_own(question.code, ""), one, question.text, None, question.options)
        case Multiple():
            for option in question.options:
                code = _own(question.code, "")
                yield (
                    str(option.code),
                    Measure(code, MeasureKind.ANY_OF, question.text, None, question.options),
                )
        case _:
            return


def _own(question: str, part: str) -> str:
    """The code of a measure without a dimension; never that of a dimension."""
    return f"q-{question}-{part}" if part else f"q-{question}"


@dataclass
class Tallies(Generic[Key]):
    """Counts by measure and key (a month, a department, both), folded from rows of one query."""

    measures: Measures
    counts: dict[tuple[str, Key], Counter[int]] = field(default_factory=dict)

    def add(self, place: Place, choice: int, key: Key, n: int) -> None:
        """Counts `n` answers; those to questions of no measure are passed over."""
        code = self.measures.places.get(place)
        if code is None:
            return
        kind = self.measures.all[code].kind
        point = int(place[2]) if kind is MeasureKind.ANY_OF else choice
        self.counts.setdefault((code, key), Counter())[point] += n

    def five_points(self, code: str, keys: Iterable[Key] | None = None) -> FivePoints:
        """The points of a measure over some keys; over all without any given."""
        return FivePoints.of(self.counted(code, keys))

    def counted(self, code: str, keys: Iterable[Key] | None = None) -> Counter[int]:
        """How often each point or option was chosen, over some keys or all."""
        wanted = None if keys is None else set(keys)
        whole: Counter[int] = Counter()
        for (found, key), counted in self.counts.items():
            if found == code and (wanted is None or key in wanted):
                whole.update(counted)
        return whole

    def keys(self, code: str) -> list[Key]:
        """The keys under which a measure was counted."""
        return [key for found, key in self.counts if found == code]
