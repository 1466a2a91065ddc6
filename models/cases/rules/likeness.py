"""By which signs a text is found again among thousands, and how alike two texts are (T-05). Pure.

A sign is a pair of neighbouring Chinese signs or a word in Latin letters. What is rare tells most. Digits are
left out: they are telephone numbers, dates and amounts, not what a matter is about.
"""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from math import log

from models.cases.rules.suggestion import fold

MOST_READ = 2000
"""So many characters of a text are read: a matter is told by then."""
MOST_KEPT = 32
"""So many signs of a text are kept, and asked for."""
KEEPING_ALL = 2000
"""Until so many texts are learned, all of their signs are kept: what is rare is not known yet."""
LEAST_TOLD = 8
"""A text with fewer known signs is too short to be like another."""
MOST_ROWS = 8_000
"""So many rows of the index are read for one text at most, however many cases there are."""

CHINESE = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[a-z]{3,}")


def told(title: str, problem: str, expected: str) -> str:
    """What a customer said, as one text: what is suggested for, and learned."""
    return f"{title}\n{problem}\n{expected}"


def signs(text: str) -> frozenset[int]:
    """The signs of a text, as numbers of 64 bits."""
    folded = fold(text[:MOST_READ])
    found = {run[at : at + 2] for run in CHINESE.findall(folded) for at in range(len(run) - 1)}
    found |= set(LATIN.findall(folded))
    return frozenset(_number(sign) for sign in found)


def _number(sign: str) -> int:
    """Never 0, which stands for every text."""
    return int.from_bytes(blake2b(sign.encode(), digest_size=8).digest(), "big", signed=True) or 1


def kept(found: Iterable[int], counts: Mapping[int, int], learned: int) -> list[int]:
    """The signs of a text to keep, of which `counts` says in how many of the `learned` texts they are.

    The rarest that somebody else used too come first; those that nobody has used yet come last.
    """
    ordered = sorted(found, key=lambda sign: (counts.get(sign, 0) == 0, counts.get(sign, 0), sign))
    return ordered if learned < KEEPING_ALL else ordered[:MOST_KEPT]


def telling(found: Iterable[int], counts: Mapping[int, int], learned: int) -> dict[int, float]:
    """The signs to look for, the rarest, each with what it tells; none for a text of too few known signs."""
    known = sorted((counts[sign], sign) for sign in found if counts.get(sign))
    weights: dict[int, float] = {}
    rows = 0
    for cases, sign in known[:MOST_KEPT]:
        rows += cases
        if rows > MOST_ROWS and weights:
            break
        weights[sign] = log(1 + learned / cases)
    return weights if len(known) >= LEAST_TOLD else {}
