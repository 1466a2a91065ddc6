"""The two sheets on which the company keeps its offline recovery key: half of it on each (W-03)."""

from hashlib import blake2b

from models.errors import Invalid
from models.hotline.rules.sealing import KEY, joined, split
from models.ids import ALPHABET, typed

GROUP = 4
CHECK = 4
SYMBOLS = 52 + CHECK
"""256 bits in symbols of 5, and four that tell a slip of the pen."""


def two_sheets(private: bytes) -> tuple[str, str]:
    """What is printed on each; both are needed, in any order."""
    first, second = split(private)
    return _written(first), _written(second)


def read_sheet(text: str) -> bytes:
    """Half of a key from what somebody types. Raises Invalid("sheet", "sheet_damaged")."""
    symbols = "".join(sign for sign in typed(text[: 10 * SYMBOLS]) if sign in ALPHABET)
    if len(symbols) != SYMBOLS:
        raise Invalid("sheet", "sheet_damaged")
    number = 0
    for sign in symbols[:-CHECK]:
        number = number << 5 | ALPHABET.index(sign)
    if number >> (8 * KEY) or _check(half := number.to_bytes(KEY, "big")) != symbols[-CHECK:]:
        raise Invalid("sheet", "sheet_damaged")
    return half


def key_of_sheets(first: bytes, second: bytes) -> bytes:
    """The private recovery key."""
    return joined(first, second)


def _written(half: bytes) -> str:
    number = int.from_bytes(half, "big")
    symbols = [ALPHABET[number >> 5 * place & 31] for place in reversed(range(SYMBOLS - CHECK))]
    whole = "".join(symbols) + _check(half)
    return " ".join(whole[place : place + GROUP] for place in range(0, SYMBOLS, GROUP))


def _check(half: bytes) -> str:
    digest = blake2b(half, digest_size=8, person=b"sheet").digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:CHECK])
