"""The ledger of what was said: no sentence twice, no long run of words shared between two texts."""

import re
from collections.abc import Iterator

RUN = 24
"""Signs in a row that two texts may not share. A little under 30, the bound that readers are promised."""
SHORTEST_SENTENCE = 6
"""Sentences shorter than this (谢谢, 急) are everyone's."""
_END = re.compile(r"[。！？!?…～~\n；;]+|(?<=[a-z\d])\.\s")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that are long enough to be somebody's own."""
    for part in _END.split(text):
        sentence = part.strip(' ，,“”"')
        if len(sentence) >= SHORTEST_SENTENCE:
            yield sentence


class Ledger:
    """Remembers sentences and runs of `run` signs of all texts kept in it."""

    def __init__(self, run: int = RUN) -> None:
        self._run = run
        self._sentences: set[str] = set()
        self._runs: set[str] = set()
        self.repeats: list[str] = []

    def clashes(self, text: str) -> bool:
        """Whether a sentence or a long run of `text` was said before."""
        run = self._run
        if any(text[at : at + run] in self._runs for at in range(len(text) - run + 1)):
            return True
        return any(sentence in self._sentences for sentence in sentences(text))

    def keep(self, text: str) -> None:
        """Writes a text down."""
        run = self._run
        self._runs.update(text[at : at + run] for at in range(len(text) - run + 1))
        self._sentences.update(sentences(text))
