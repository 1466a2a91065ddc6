"""How alike two texts are, by which words, and by which signs a text is found again (T-06). Pure.

A sign is a pair of neighbouring Chinese characters, a Latin word, or a long number such as that of an order.
Pairs around the small words of the language (的, 了, 我) tell nothing and are left out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from models.cases.rules.suggestion import fold

MOST_READ = 2000
"""So many characters of a text are read: a matter is told by then."""
LEAST_SHARED = 3
"""With fewer signs in common two texts are not alike, however short one of them is."""
MOST_KEPT = 32
"""So many signs of a text are kept to find it by. Which they are hangs on the sign alone, so that two texts
that share much share much of what is kept."""
WORDS_SHOWN = 5

_PIECE = re.compile(r"(?P<chinese>[\u3400-\u9fff]+)|[a-z][a-z0-9]+|\d[a-z0-9]{4,}")
_SMALL = re.compile("[的了是我你您他她它们和也很把被给请吗呢啊吧就都在有没不一个这那着过到要]+")
_SMALL_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "a about after all an and any are as at be been but by can did do for from had has have he her his i "
        "if in is it its me my no not now of on or our she so that the their them then they this to us was "
        "we were what when who will with you your",
    )
)

Signs = frozenset[str]


def signs(text: str) -> Signs:
    """The signs of a text."""
    found: set[str] = set()
    for piece in _pieces(text):
        found.update(_signs_of(piece))
    return frozenset(found)


def likeness(one: Signs, other: Signs) -> float:
    """How much of the shorter text's signs is in the longer one, from 0 to 1.

    Of the shorter: who calls again tells less than who wrote at length.
    """
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared >= LEAST_SHARED else 0.0


def shared_words(text: str, other: Signs) -> list[str]:
    """The words that a text has in common with another, the longest first: why the two are alike.

    Neighbouring signs are put together, so it is 视频会员 and not 视频 and 频会 and 会员.
    """
    found: dict[str, None] = {}
    for piece in _pieces(text):
        word = ""
        for sign in _signs_of(piece):
            if sign not in other:
                word = _noted(word, found)
            elif word and word[-1] == sign[0] and len(sign) == 2:
                word += sign[1]
            else:
                _noted(word, found)
                word = sign
        _noted(word, found)
    return sorted(found, key=len, reverse=True)[:WORDS_SHOWN]


def _noted(word: str, found: dict[str, None]) -> str:
    if word:
        found[word] = None
    return ""


def kept(found: Signs) -> list[int]:
    """The signs to find a text by, as numbers of 64 bits: what customers said is not stored a second time."""
    return sorted(map(_number, found))[:MOST_KEPT]


def _pieces(text: str) -> Iterator[str]:
    """Stretches of Chinese between the small words, and single Latin words."""
    for found in _PIECE.finditer(fold(text[:MOST_READ])):
        if found["chinese"]:
            yield from filter(None, _SMALL.split(found[0]))
        elif found[0] not in _SMALL_WORDS:
            yield found[0]


@lru_cache(maxsize=20_000)
def _signs_of(piece: str) -> tuple[str, ...]:
    """Kept for a while: matters that are alike, which are compared most, are told in the same pieces."""
    if piece.isascii():
        return (piece,)
    return tuple(piece[at : at + 2] for at in range(len(piece) - 1))


def _number(sign: str) -> int:
    return int.from_bytes(blake2b(sign.encode(), digest_size=8).digest(), "big", signed=True)
