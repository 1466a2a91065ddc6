"""The words of a rulebook, made ready to be looked for: once a process, however many texts are read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.rulebook.document import Rules
from models.rulebook.document.part import Hinted
from models.rulebook.document.triage import Suggestion as Weighing
from models.texts import composed

ANY = "…"
STOPS = "。！？!?\n"
MASK = "\0"
START = 2
"""By how many of its first signs a word is looked up."""
KEPT = 8
_ready: dict[int, tuple[Rules, "Lexicon"]] = {}
"""By the identity of the rules, which are kept beside it and so stay the only ones of that identity."""


def fold(text: str) -> str:
    """Full-width forms to half-width, and lower case, so that one word is found in all its forms."""
    return composed(text.replace(ANY, MASK), "NFKC").lower().replace(MASK, ANY)


@dataclass(frozen=True)
class Word:
    """A word of an entry, as the rulebook writes it, and how it is found in a folded text."""

    text: str
    weight: int
    place: int
    pattern: re.Pattern[str]
    gapped: bool


@dataclass(frozen=True)
class Entry:
    """A category or a sign of a checklist, with the phrases in which its words do not count."""

    code: str
    hinted: Hinted
    unless: tuple[str, ...]


class Lexicon:
    """All entries of a rulebook by their codes, and all words by how they begin."""

    def __init__(self, rules: Rules) -> None:
        self.weighing = rules.suggestion
        signs = (*rules.criteria, *rules.urgency.criteria, *rules.importance.criteria)
        self.entries = [
            *(Entry(each.code, each, _folded(each.unless)) for each in rules.categories),
            *(Entry(each.code, each, _folded(each.unless)) for each in signs),
        ]
        self.by_code = {entry.code: entry for entry in self.entries}
        self.negations = tuple(_pattern(fold(word), 0, self.weighing) for word in self.weighing.negations)
        self.longest_negation = max((len(fold(word)) for word in self.weighing.negations), default=0)
        self.begins: dict[str, list[tuple[int, Word]]] = {}
        for number, entry in enumerate(self.entries):
            for place, (text, weight) in enumerate(entry.hinted.words.items()):
                self._add(number, place, text, weight)

    def pattern(self, folded: str) -> re.Pattern[str]:
        """How a folded word without gaps is found in a folded text."""
        return _pattern(folded, 0, self.weighing)

    def _add(self, number: int, place: int, text: str, weight: int) -> None:
        folded = fold(text)
        gap = self.weighing.gap if ANY in folded else 0
        word = Word(text, weight, place, _pattern(folded, gap, self.weighing), bool(gap))
        first = folded.partition(ANY)[0] if gap else folded
        self.begins.setdefault(first[:START], []).append((number, word))


def lexicon_of(rules: Rules) -> Lexicon:
    """The lexicon of some rules; the last few are kept."""
    kept = _ready.get(id(rules))
    if kept is None:
        if len(_ready) >= KEPT:
            _ready.clear()
        kept = _ready[id(rules)] = (rules, Lexicon(rules))
    return kept[1]


def _folded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in phrases)


def _pattern(folded: str, gap: int, weighing: Weighing) -> re.Pattern[str]:
    between = f"[^{STOPS}]{{0,{gap}}}?" if gap else re.escape(ANY)
    whole = between.join(re.escape(piece) for piece in folded.split(ANY))
    latin = weighing.word_starts and folded[:1].isascii() and folded[:1].isalpha()
    return re.compile(f"(?<![a-z]){whole}" if latin else whole)
