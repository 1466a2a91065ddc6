"""Passphrases of supervisors: what is strong enough to stand alone against a copy of the database (W-03)."""

import math
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from models.texts import composed

SHORTEST = 14
LONGEST = 256
ENOUGH_BITS = 60


def normal(passphrase: str) -> bytes:
    """As it is stretched: composed (NFKC), with single spaces, as keyboards differ in both."""
    return " ".join(composed(passphrase[: 4 * LONGEST], "NFKC").split()).encode()


def passphrase_fault(passphrase: str, *, names: Iterable[str] = ()) -> str | None:
    """Why a passphrase is not accepted, as a short code; None when it is.

    `passphrase_short` (under 14 signs; 8 of them Chinese ones do), `passphrase_long`, `passphrase_personal`
    (made of one's own login, number or name), `passphrase_plain` (too easily guessed: `bits_of`).
    """
    word = normal(passphrase).decode()
    if len(word) > LONGEST:
        return "passphrase_long"
    weight = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in word)
    if weight < SHORTEST:
        return "passphrase_short"
    if any(name and len(name) > 1 and name.lower() in word.lower() for name in names):
        return "passphrase_personal"
    if bits_of(word) < ENOUGH_BITS:
        return "passphrase_plain"
    return None


def bits_of(word: str) -> int:
    """A cautious guess at how many bits it is worth.

    Each sign counts by how many kinds of signs occur, and no more than 10 for a Chinese one; a sign that
    repeats or goes on from the one before it counts one bit, and so does one within a piece seen before.
    """
    lower = word.lower()
    worth = math.log2(max(10, _signs(word)))
    total, seen = 0.0, set[str]()
    for place, (before, sign) in enumerate(pairwise(" " + lower)):
        piece = lower[max(0, place - 2) : place + 1]
        row = abs(ord(sign) - ord(before)) <= 1
        again = len(piece) == 3 and piece in seen
        seen.add(piece)
        wide = unicodedata.east_asian_width(sign) in "WF"
        total += 1 if row or again else min(10.0, worth if not wide else 10.0)
    return int(total * min(1.0, len(set(lower)) / 8))


def _signs(word: str) -> int:
    kinds = (
        (26, str.islower),
        (26, str.isupper),
        (10, str.isdecimal),
        (33, lambda sign: not sign.isalnum()),
    )
    return sum(size for size, is_kind in kinds if any(is_kind(sign) for sign in word))
