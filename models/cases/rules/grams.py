"""The parts by which a text is found again: pairs of Chinese characters, threes of Latin letters and digits.

Chinese is written without spaces, and most of its words are two characters: an index of neighbouring pairs
finds each of them, in any text, without a dictionary. Parts are kept as numbers of 32 bits, so that what
customers said is not stored a second time.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

from models.cases.rules.suggestion import fold

LEAST = 2
"""A search for fewer characters finds no text: too many have each of them."""
MOST_ASKED = 6
"""So many parts of a search are looked up, spread over its length; they name a text well enough."""
_NAME = "name:"
"""Before the parts of a customer's name, which not everybody may search for (X-03)."""
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\W\u3400-\u9fff\U00020000-\U0003ffff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def grams(*texts: str) -> frozenset[int]:
    """By what these texts are found."""
    return frozenset(_number(part) for text in texts for run in _runs(text) for part in _parts(run))


def name_grams(name: str) -> frozenset[int]:
    """By what a customer's name is found: as a text, and by each single Chinese character too."""
    parts = {part for run in _runs(name) for part in (*_parts(run), *_CHINESE.findall(run))}
    return frozenset(_number(_NAME + part) for part in parts)


def asked(text: str) -> list[int]:
    """The parts that a text with these words has all of; none for words that are too short to look up."""
    return _numbers(part for run in _runs(text) for part in _parts(run))


def asked_name(text: str) -> list[int]:
    """The same for a name."""
    return _numbers(
        _NAME + part for run in _runs(text) for part in (_parts(run) if len(run) >= LEAST else [run])
    )


def chinese_words(text: str) -> list[str]:
    """The stretches of a search that must stand in a text as they are; their pairs alone might be apart."""
    return [run for run in _runs(text) if _CHINESE.match(run) and len(run) > LEAST]


def words(text: str) -> list[str]:
    """The stretches of a search that are long enough to be looked up, folded, in their order."""
    return [run for run in _runs(text) if len(run) >= LEAST]


def _runs(text: str) -> list[str]:
    return _RUN.findall(fold(text))


def _parts(run: str) -> Iterator[str]:
    """Pairs of a Chinese run, threes of another; a Latin run of one or two letters is a part itself."""
    if _CHINESE.match(run):
        size = 2
    elif len(run) < 3:
        yield f"={run}"
        return
    else:
        size = 3
    yield from (run[at : at + size] for at in range(len(run) - size + 1))


def _numbers(parts: Iterable[str]) -> list[int]:
    found = list(dict.fromkeys(parts))
    if len(found) > MOST_ASKED:
        found = [found[at * (len(found) - 1) // (MOST_ASKED - 1)] for at in range(MOST_ASKED)]
    return [_number(part) for part in found]


@lru_cache(maxsize=20_000)
def _number(part: str) -> int:
    return int.from_bytes(blake2b(part.encode(), digest_size=4).digest(), "big", signed=True)
