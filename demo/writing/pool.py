"""Pools of fragments: the lists of a sheet, each fragment with the voices that may say it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from demo.writing import grammar

_NO_VOICE = frozenset("[]{}|，。“”")


@dataclass(slots=True, eq=False)
class Fragment:
    """A fragment and the marks of the voices that may say it (none: any voice)."""

    text: str
    voices: frozenset[str]
    parts: grammar.Sequence


def fragment(line: str) -> Fragment:
    """The fragment on a line of a sheet: `老>姑娘你好` belongs to the voice marked 老. Raises BadFragment."""
    head, mark, tail = line.partition(">")
    if mark and 0 < len(head) <= 4 and not set(head) & _NO_VOICE:
        return Fragment(tail, frozenset(head), grammar.parse(tail))
    return Fragment(line, frozenset(), grammar.parse(line))


@dataclass(slots=True, eq=False)
class Pool:
    """The fragments of one list."""

    fragments: tuple[Fragment, ...]
    _by_voice: dict[str, "tuple[tuple[Fragment, ...], tuple[Fragment, ...]]"] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fragments)

    def __len__(self) -> int:
        return len(self.fragments)

    def of(self, voice: str) -> tuple[tuple[Fragment, ...], tuple[Fragment, ...]]:
        """The fragments that a voice may say, and those among them that are its own.

        A voice is a word of marks: any of them suffices, the first makes a fragment its own.
        """
        found = self._by_voice.get(voice)
        if found is None:
            marks = frozenset(voice)
            fits = tuple(each for each in self.fragments if not each.voices or each.voices & marks)
            own = tuple(each for each in fits if voice[:1] in each.voices)
            found = self._by_voice[voice] = (fits, own)
        return found

    def only(self, mark: str) -> "Pool":
        """The fragments that bear a mark."""
        return Pool(tuple(each for each in self.fragments if mark in each.voices))


def pool(lines: Sequence[str]) -> Pool:
    """The pool of some lines."""
    return Pool(tuple(fragment(line) for line in lines))


NOTHING = pool(())
