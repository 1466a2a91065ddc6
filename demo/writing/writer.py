"""The writer draws fragments so that the least used come first and nothing is said twice."""

from collections.abc import Callable, Sequence
from random import Random

from demo.writing import grammar
from demo.writing.ledger import Once
from demo.writing.pool import Fragment, Pool

TRIES = 14
LOOKED_AT = 4
OWN_WORDS = 0.4
OWN_WORD = 0.1
"""How often a voice speaks in words that are its own: OWN_WORD for each there is, at most OWN_WORDS."""
Fact = Callable[[str], str]


class Writer:
    """Writes with one source of chance and one ledger, so a whole company's texts differ."""

    def __init__(self, draw: Random, ledger: Once) -> None:
        self.draw = draw
        self.ledger = ledger
        self._uses: dict[Fragment, int] = {}

    def candidate(self, pool: Pool, fact: Fact, voice: str = "") -> str:
        """A text that was not said before; it is not kept yet. "" when no fragment fits the voice."""
        fits, own = pool.of(voice)
        if not fits:
            return ""
        text = ""
        special = min(OWN_WORDS, OWN_WORD * len(own))
        for _ in range(TRIES):
            chosen = self._least_used(own if own and self.chance(special) else fits)
            text = grammar.expand(chosen.parts, self.draw, fact)
            if not self.ledger.overlap(text):
                return text
        return text

    def say(self, pool: Pool, fact: Fact, voice: str = "") -> str:
        """A text that was not said before, kept at once."""
        return self.settle(lambda: self.candidate(pool, fact, voice))

    def settle(self, compose: Callable[[], str], accept: Callable[[str], bool] = bool) -> str:
        """Composes until the text is acceptable and nothing in it was said before, then keeps it.

        Where that does not come about it is the acceptable text of which least was said before; the
        ledger lists it among its `repeats`.
        """
        best, least = "", 0
        for _ in range(TRIES):
            text = compose()
            if not accept(text):
                best = best or text
                continue
            overlap = self.ledger.overlap(text)
            if not least or overlap < least:
                best, least = text, overlap
            if not overlap:
                break
        else:
            self.ledger.repeats.append(best)
        self.ledger.keep(best)
        return best

    def chance(self, probability: float) -> bool:
        """True as often as `probability` says."""
        return self.draw.random() < probability

    def one(self, options: Sequence[str]) -> str:
        """One of several words, each as likely."""
        return options[int(self.draw.random() * len(options))]

    def _least_used(self, found: tuple[Fragment, ...]) -> Fragment:
        random, count, uses = self.draw.random, len(found), self._uses
        chosen = found[int(random() * count)]
        for _ in range(min(LOOKED_AT, count) - 1):
            other = found[int(random() * count)]
            if uses.get(other, 0) < uses.get(chosen, 0):
                chosen = other
        uses[chosen] = uses.get(chosen, 0) + 1
        return chosen
