"""Finds in one text the words, phrases and amounts of money that the rulebook names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from models.cases.rules.suggestion.lexicon import MASK, START, Entry, Lexicon, Word, fold, lexicon_of
from models.cases.rules.suggestion.money import amounts
from models.cases.rules.suggestion.outcome import Hint
from models.rulebook.document import Rules
from models.rulebook.document.part import Amount

Span = tuple[int, int]


class Reader:
    """One text, read by one lexicon; a word is looked at only where the text has its first signs."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = fold(text)
        self._lexicon = lexicon
        self._amounts = amounts(self._text)
        self._maybe: dict[int, list[Word]] = {}
        begins = {self._text[at : at + size] for size in range(1, START + 1) for at in range(len(self._text))}
        for begin in begins:
            for number, word in lexicon.begins.get(begin, ()):
                self._maybe.setdefault(number, []).append(word)

    def places(self, word: str, code: str) -> list[Span]:
        """Where a word that was found for an entry stands and counts; nowhere for an unknown entry."""
        entry = self._lexicon.by_code.get(code)
        if entry is None:
            return []
        return self._standing(self._lexicon.pattern(fold(word)), self._masked(entry.unless))

    def all_hints(self) -> list[tuple[Hint, ...]]:
        """For each entry of the lexicon its hints in the text."""
        return [self._hints(number, entry) for number, entry in enumerate(self._lexicon.entries)]

    def _hints(self, number: int, entry: Entry) -> tuple[Hint, ...]:
        """The words of an entry that stand in the text, in the rulebook's order, then its amounts.

        A word that only stands inside a longer one of the same entry is the longer one's part; of two that
        are found in the same place the first counts.
        """
        money = [
            Hint(found, each.weight, entry.code)
            for each in entry.hinted.amounts
            for found in self._money(each)
        ]
        if number not in self._maybe:
            return tuple(money)
        text = self._masked(entry.unless)
        words = sorted(self._maybe[number], key=lambda word: word.place)
        found = [(word, spans) for word in words if (spans := self._standing(word.pattern, text))]
        hints = [
            Hint(self._text[slice(*spans[0])] if word.gapped else word.text, word.weight, entry.code)
            for word, spans in found
            if not all(_inside(span, word, found) for span in spans)
        ]
        return (*hints, *money)

    def _masked(self, phrases: tuple[str, ...]) -> str:
        text = self._text
        for phrase in phrases:
            if phrase in text:
                text = text.replace(phrase, MASK * len(phrase))
        return text

    def _standing(self, pattern: re.Pattern[str], text: str) -> list[Span]:
        """Where a word stands without a negation just before it."""
        return [found.span() for found in pattern.finditer(text) if not self._negated(text, found.start())]

    def _negated(self, text: str, place: int) -> bool:
        reach = self._lexicon.weighing.reach
        begin = max(0, place - reach - self._lexicon.longest_negation - 1)
        if begin == place:
            return False
        return any(
            found.end() >= place - reach
            for pattern in self._lexicon.negations
            for found in pattern.finditer(text, begin, place)
        )

    def _money(self, amount: Amount) -> Iterator[str]:
        """The largest amount of money in the text that an entry asks for, as it is written there."""
        reach = self._lexicon.weighing.amount_reach
        fitting = [
            money
            for money in self._amounts
            if amount.least <= money.yuan and (amount.most is None or money.yuan <= amount.most)
        ]
        for money in sorted(fitting, key=lambda each: each.yuan, reverse=True):
            around = self._text[max(0, money.begin - reach) : money.end + reach]
            if not amount.near or any(fold(phrase) in around for phrase in amount.near):
                yield self._text[money.begin : money.end]
                return


def _inside(span: Span, word: Word, found: list[tuple[Word, list[Span]]]) -> bool:
    """Whether a place lies within that of a longer word, or is that of an earlier one too."""
    return any(
        begin <= span[0] and span[1] <= end and ((begin, end) != span or other.place < word.place)
        for other, spans in found
        for begin, end in spans
    )


def places_of(hints: Iterable[Mapping[str, Any]], text: str, rules: Rules) -> list[Span]:
    """Where in a text the words of `hints`, as kept with a case, stand and count: start and end."""
    reader = Reader(text, lexicon_of(rules))
    return sorted({place for hint in hints for place in reader.places(hint["word"], hint["points_to"])})
