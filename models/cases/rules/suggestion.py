"""What the words of a text suggest: category, grade, urgency, department, with the reasons (T-05). Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from models.rulebook.document import Rules
from models.rulebook.document.part import Hinted
from models.rulebook.document.triage import Suggestion as Weighing
from models.texts import composed


@dataclass(frozen=True)
class Hint:
    """One word that decided: what for, and how heavily."""

    word: str
    weight: int
    points_to: str


@dataclass(frozen=True)
class Suggested:
    """What the system would decide; None or empty where the words do not say. A person decides."""

    category: str | None
    department: str | None
    grade: int | None
    criteria: tuple[str, ...]
    urgent: bool
    important: bool
    hints: tuple[Hint, ...]

    def as_facts(self) -> dict[str, Any]:
        """As plain JSON, to be kept with the case."""
        facts = asdict(self)
        facts["criteria"] = list(self.criteria)
        facts["hints"] = [asdict(hint) for hint in self.hints]
        return facts


def suggest(text: str, rules: Rules) -> Suggested:
    """Weighs the words of the rulebook in a text.

    The category is the one whose words weigh most, its first-level category counting with it; of
    equals the first in the rulebook. The grade is the highest whose criteria are hinted at
    heavily enough. Each hint names the word that was found.
    """
    folded = fold(text)
    weighing = rules.suggestion
    category_hints = {
        category.code: _hints(category, category.code, folded, weighing) for category in rules.categories
    }
    weights = {
        category.code: _weight(category_hints[category.code])
        + (_weight(category_hints[category.parent]) if category.parent else 0)
        for category in rules.categories
        if category.parent and not category.retired
    }
    best = max(weights, key=lambda code: weights[code], default=None)
    if best is not None and weights[best] < weighing.least:
        best = None

    criteria: list[str] = []
    parent = rules.category(best).parent if best else None
    hints: list[Hint] = [*category_hints[best], *category_hints.get(parent or "", ())] if best else []
    for sign in (*rules.criteria, *rules.urgency.criteria, *rules.importance.criteria):
        found = _hints(sign, sign.code, folded, weighing)
        if _weight(found) >= weighing.least:
            criteria.append(sign.code)
            hints.extend(found)
    grading = [criterion.code for criterion in rules.criteria if criterion.code in criteria]
    return Suggested(
        category=best,
        department=rules.category(best).department if best else None,
        grade=rules.grade_of(grading),
        criteria=tuple(grading),
        urgent=any(sign.code in criteria for sign in rules.urgency.criteria),
        important=any(sign.code in criteria for sign in rules.importance.criteria),
        hints=tuple(hints),
    )


def fold(text: str) -> str:
    """Full-width forms to half-width, and lower case, so that one word is found in all its forms."""
    return composed(text, "NFKC").lower()


def places_of(hints: Iterable[Mapping[str, Any]], folded: str, rules: Rules) -> list[tuple[int, int]]:
    """Where in a folded text the words of `hints`, as kept with a case, stand and count: start and end."""
    hinted: dict[str, Hinted] = {category.code: category for category in rules.categories}
    for sign in (*rules.criteria, *rules.urgency.criteria, *rules.importance.criteria):
        hinted[sign.code] = sign
    found: set[tuple[int, int]] = set()
    for hint in hints:
        word, reason = fold(hint["word"]), hinted.get(hint["points_to"])
        if reason is not None:
            masked = _masked(reason, folded)
            found |= {(place, place + len(word)) for place in _places(word, masked, rules.suggestion)}
    return sorted(found)


def _weight(hints: Iterable[Hint]) -> int:
    return sum(hint.weight for hint in hints)


def _hints(hinted: Hinted, points_to: str, folded: str, weighing: Weighing) -> tuple[Hint, ...]:
    masked = _masked(hinted, folded)
    return tuple(
        Hint(word, weight, points_to)
        for word, weight in hinted.words.items()
        if next(_places(fold(word), masked, weighing), None) is not None
    )


def _masked(hinted: Hinted, folded: str) -> str:
    """The text with the phrases blotted out inside which its words do not count."""
    for phrase in map(fold, hinted.unless):
        folded = folded.replace(phrase, "\0" * len(phrase))
    return folded


def _places(word: str, text: str, weighing: Weighing) -> Iterator[int]:
    """Where a word begins without a negation just before it."""
    place = text.find(word)
    while place >= 0:
        if not _negated(text, place, weighing):
            yield place
        place = text.find(word, place + 1)


def _negated(text: str, place: int, weighing: Weighing) -> bool:
    for negation in weighing.negations:
        word = fold(negation)
        found = text.rfind(word, max(0, place - weighing.reach - len(word)), place)
        if found >= 0:
            return True
    return False
