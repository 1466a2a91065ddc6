"""Which staff and departments a report names, in its fields and in its text (W-04).

All names are fetched and compared here: a name that is asked for would stand in the database server's log.
To leave out somebody who shares a name costs a reader; to let one in could cost the reporter. So whoever
may be meant is found, and a department is found wherever its name stands.
"""

import re
from collections.abc import Sequence

from sqlalchemy import Row, select

from models.db import db
from models.people.queries import departments
from models.people.tables import Staff
from models.texts import composed

_SPACE = re.compile(r"\s+")
_APART = re.compile(r"[\s,;/\u3001\uff0c\uff1b\u548c\u4e0e\u53ca]+")
"""Commas and spaces of both writings, and the three signs that mean 'and'."""
SHORTEST = 2


def names_in(words: str) -> list[str]:
    """The names or numbers that somebody typed, one after the other."""
    return [word for word in _APART.split(words) if word]


def people_called(words: str) -> tuple[int, ...]:
    """The staff that typed names or numbers may mean, all of them where several have one name."""
    words = composed(words, "NFKC")
    typed = {word.lower() for word in (*names_in(words), words.strip()) if len(word) >= SHORTEST}
    if not typed:
        return ()
    return tuple(
        staff_id
        for staff_id, name, english, number in _everybody()
        if not typed.isdisjoint(word.lower() for word in (name, english or "", number))
    )


def people_in(text: str) -> tuple[int, ...]:
    """The staff, also former, whose Chinese name, English name or number stands in a text."""
    joined, spaced = _forms(text)
    found = []
    for staff_id, name, english, number in _everybody():
        called = _SPACE.sub("", name)
        if (len(called) >= SHORTEST and called in joined) or any(
            _stands(word.lower(), spaced) for word in (english or "", number)
        ):
            found.append(staff_id)
    return tuple(found)


def departments_in(text: str) -> tuple[int, ...]:
    """The open departments whose name stands in a text; not the company itself, which names nobody."""
    joined, spaced = _forms(text)
    return tuple(
        house.id
        for house in departments()
        if house.parent_id is not None
        and (_SPACE.sub("", house.name_zh) in joined or _stands((house.name_en or "").lower(), spaced))
    )


def _everybody() -> Sequence[Row[int, str, str, str]]:
    return db.session.execute(
        select(Staff.id, Staff.name, Staff.name_en, Staff.number).order_by(Staff.id)
    ).all()


def _forms(text: str) -> tuple[str, str]:
    """A text without spaces, for Chinese names, and in small letters with single ones, for all others."""
    plain = composed(text, "NFKC")
    return _SPACE.sub("", plain), f" {_SPACE.sub(' ', plain).lower()} "


def _stands(word: str, spaced: str) -> bool:
    """Whether a word of Latin signs stands by itself."""
    if len(word) < SHORTEST or word not in spaced:
        return False
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", spaced) is not None
