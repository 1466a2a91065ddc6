"""By which parts an article is found, and which parts of a case's text tell most (K-01). Pure."""

from collections.abc import Iterable, Mapping
from math import log

from models.cases.rules.grams import grams

TITLE, WORDS, BODY = 6, 4, 1
"""How much a part weighs by where it stands."""
MOST_READ = 2000
"""So many characters of a case are read: a matter is told by then."""
MOST_PARTS = 24
"""So many parts are looked up, the rarest."""
MOST_ROWS = 6_000
"""So many rows of the index are read for one text at most, however many articles there are."""
COMMON = 0.4
"""A part in more than this share of the articles tells nothing, once there are some."""
SOME = 20
LEAST_PARTS = 3
"""An article that shares fewer of them is not what the case is about."""


def weighed(title: str, words: str, body: str) -> dict[int, int]:
    """Each part of an article with its weight."""
    found: dict[int, int] = {}
    for weight, text in ((BODY, body), (WORDS, words), (TITLE, title)):
        found |= dict.fromkeys(grams(text), weight)
    return found


def parts_of(*texts: str) -> frozenset[int]:
    """All parts of a case's words."""
    return grams("\n".join(texts)[:MOST_READ])


def telling(found: Iterable[int], counts: Mapping[int, int], articles: int) -> dict[int, float]:
    """The parts to look up, the rarest first, each with what it tells: log(1 + articles / in how many it is).

    Parts that no article has, or nearly all have, are left out.
    """
    most = COMMON * articles if articles >= SOME else articles
    known = sorted((counts[part], part) for part in found if 0 < counts.get(part, 0) <= most)
    weights: dict[int, float] = {}
    rows = 0
    for count, part in known[:MOST_PARTS]:
        rows += count
        if rows > MOST_ROWS and weights:
            break
        weights[part] = log(1 + articles / count)
    return weights
