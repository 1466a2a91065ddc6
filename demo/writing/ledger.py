"""The ledger of what was said: no sentence twice, no long run of words shared between two texts."""

import re
from collections.abc import Iterator

RUN = 20
"""Signs in a row that two texts may not share; well under the 30 that the tests promise."""
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

    def overlap(self, text: str) -> int:
        """How much of a text was said before: 0 for nothing."""
        return int(text in self._texts)

    def keep(self, text: str) -> None:
        """Writes a text down."""
        self._texts.add(text)


class Ledger(Once):
    """Remembers sentences, and every `run` signs in a row, of all texts kept in it."""

    def __init__(self, run: int = RUN) -> None:
        super().__init__()
        self._run = run
        self._runs: set[str] = set()

    def overlap(self, text: str) -> int:
        """How many runs of a text were said before; a whole sentence weighs as much as a long run."""
        run, runs = self._length(text), self._runs
        windows = [text[at : at + run] for at in range(len(text) - run + 1)]
        known = 0 if runs.isdisjoint(windows) else sum(window in runs for window in windows)
        return known + run * sum(sentence in self._texts for sentence in sentences(text))

    def keep(self, text: str) -> None:
        """Writes a text down."""
        run = self._length(text)
        self._runs.update(text[at : at + run] for at in range(len(text) - run + 1))
        self._texts.update(sentences(text))

    def _length(self, text: str) -> int:
        return ENGLISH_RUN if text.isascii() else self._run
