"""Screens drawn once: a question looks the same to everybody but for the link and the case it is about.

Drawing one takes longer than all else that a tap asks for, and a campaign draws the same few a hundred
thousand times. So each is drawn once with blanks, and the blanks are filled in.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from secrets import token_hex
from typing import NamedTuple

from flask import current_app
from markupsafe import escape

MOST = 256
_MARK = token_hex(16)
"""Cannot be guessed, so nobody can write a blank."""
_BLANK = re.compile(f"{_MARK}-([a-z]+)-{_MARK}")


class Drawing(NamedTuple):
    """What is shown, and its pieces: text, name of a blank, text, and so on."""

    shown: object
    pieces: list[str]


def blank(name: str) -> str:
    """What stands in a drawing where the value of this name is filled in."""
    return f"{_MARK}-{name}-{_MARK}"


def filled(key: Hashable, shown: object, draw: Callable[[], str], values: Mapping[str, str]) -> str:
    """A drawing with its blanks filled in; `draw` makes it where there is none of `shown` with this key yet.

    `key` and `shown` are everything that the drawing depends on besides the values. Values are escaped.
    """
    kept: OrderedDict[Hashable, Drawing] = current_app.extensions.setdefault("drawn", OrderedDict())
    drawing = kept.get(key)
    if drawing is None or drawing.shown is not shown:
        drawing = kept[key] = Drawing(shown, _BLANK.split(draw()))
        if len(kept) > MOST:
            kept.popitem(last=False)
    return "".join(
        str(escape(values[piece])) if place % 2 else piece for place, piece in enumerate(drawing.pieces)
    )
