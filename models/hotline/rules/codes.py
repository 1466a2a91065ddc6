"""Receipt codes: 24 symbols of base 32 in six groups; the first 8 find the row, the rest open it (W-02)."""

from dataclasses import dataclass

from models.ids import ALPHABET, random_code, typed

FINDS, OPENS, GROUP = 8, 16, 4
LENGTH = FINDS + OPENS
NO_SYMBOL = "U"
LONGEST_TYPED = 200
"""More is nobody's typing: it is cut off before it is looked at."""


@dataclass(frozen=True)
class Code:
    """A code in its two parts: 40 bits that find, 80 bits that open."""

    found_by: str
    secret: str

    def __str__(self) -> str:
        """As it is shown and printed: six groups of four."""
        whole = self.found_by + self.secret
        return "-".join(whole[place : place + GROUP] for place in range(0, LENGTH, GROUP))

    def __repr__(self) -> str:
        return "Code(…)"


def new_code() -> Code:
    """A new one, from the system's randomness."""
    whole = random_code(LENGTH)
    return Code(whole[:FINDS], whole[FINDS:])


def read_code(text: str) -> Code:
    """A code as a person types it: case, spaces, lines and O, I, L for 0, 1 do not matter.

    What cannot be a code becomes one that opens nothing, so that it costs what every wrong one costs.
    """
    symbols = "".join(sign for sign in typed(text[:LONGEST_TYPED]) if sign in ALPHABET)
    whole = symbols if len(symbols) == LENGTH else NO_SYMBOL * LENGTH
    return Code(whole[:FINDS], whole[FINDS:])
