"""File names as people send them, freed of what could deceive or break: shown, never used as a path."""

import re
import unicodedata
from pathlib import PurePosixPath

from models.texts import composed

LONGEST_NAME = 120
NAMELESS = "file"
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINER = "\u200d"  # holds emoji of several parts together; it deceives nobody


def cleaned(name: str) -> str:
    """The last part of a name as sent, without control signs, direction overrides and invisible signs.

    At most LONGEST_NAME characters, its extension kept; `file` when nothing is left.
    """
    last = re.split(r"[/\\]", composed(name))[-1]
    seen = "".join(sign for sign in last if sign == _JOINER or unicodedata.category(sign) not in _UNSEEN)
    seen = " ".join(seen.split()).lstrip(".").rstrip(". ").strip(_JOINER)
    if not seen:
        return NAMELESS
    if len(seen) <= LONGEST_NAME:
        return seen
    ending = PurePosixPath(seen).suffix
    if len(ending) > 12:
        return seen[:LONGEST_NAME]
    return seen[: LONGEST_NAME - len(ending) - 1].rstrip(". ") + "…" + ending


def extension_of(name: str) -> str:
    """The extension in lower case without its dot; empty when there is none."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()
