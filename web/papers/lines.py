"""Setting a heading in lines of about the same length, which the maker of our papers cannot do by itself."""

import unicodedata
from collections.abc import Sequence

LINE = 25.0
"""Ems that a line of a notice's title holds."""
NEVER_FIRST = frozenset("，。、；：！？）》”’」』〕】…—·,.;:!?)")
NEVER_LAST = frozenset("（《“‘「『〔【(")


def width(text: str) -> float:
    """How wide a text is, in ems: a Chinese sign is one, others are about half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.55 for sign in text)


def balanced(text: str, line: float = LINE) -> Sequence[str]:
    """The text in as few lines as it needs, each about as long as the others, broken where it may be."""
    count = int(-(-width(text) // line))
    rest, lines = text, []
    for left in range(count, 1, -1):
        wanted = width(rest) / left
        places = [place for place in range(1, len(rest)) if _may_break(rest, place)]
        if not places:
            break
        at = min(places, key=lambda place: abs(width(rest[:place].strip()) - wanted))
        lines.append(rest[:at].strip())
        rest = rest[at:].strip()
    return (*lines, rest)


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    return before.isspace() or any(unicodedata.east_asian_width(sign) in "WF" for sign in (before, after))
