"""The ledger of what was said: no sentence twice, no long run of words shared between two texts."""

import re
from collections.abc import Iterator

RUN = 24
"""Signs in a row that two texts may not share; a little under the 30 that the tests promise."""
ENGLISH_RUN = 60
SHORTEST_SENTENCE = 6
"""Sentences shorter than this (谢谢, 急) are everyone's."""
_END = re.compile(r"[。！？!?…～~\n]+|(?<=[a-z\d])\.(?:\s|$)")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that are long enough to be somebody's own."""
    for part in _END.split(text):
        sentence = part.strip(' ，,“”"')
        if len(sentence) >= SHORTEST_SENTENCE:
            yield sentence


class Once:
    """Remembers whole texts only. `repeats` lists those for which nothing new was found."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self.repeats: list[str] = []

    def clashes(self, text: str) -> bool:
        """Whether this was said before."""
        return text in self._texts

    def keep(self, text: str) -> None:
        """Writes a text down."""
        self._texts.add(text)


class Ledger(Once):
    """Remembers sentences, and every `run` signs in a row, of all texts kept in it."""

    def __init__(self, run: int = RUN) -> None:
        super().__init__()
        self._run = run
        self._runs: set[str] = set()

    def clashes(self, text: str) -> bool:
        """Whether a sentence or a long run of `text` was said before."""
        run, runs = self._length(text), self._runs
        if not runs.isdisjoint([text[at : at + run] for at in range(len(text) - run + 1)]):
            return True
        return not self._texts.isdisjoint(sentences(text))

    def keep(self, text: str) -> None:
        """Writes a text down."""
        run = self._length(text)
        self._runs.update(text[at : at + run] for at in range(len(text) - run + 1))
        self._texts.update(sentences(text))

    def _length(self, text: str) -> int:
        return ENGLISH_RUN if text.isascii() else self._run
