"""Which staff and departments stand in a text that nobody filled into fields (W-04).

To leave out somebody who shares a name costs a reader; to let one in could cost the reporter. So whoever
may be meant is found, and a department is found wherever its name stands.
"""

import re

from sqlalchemy import select

from models.db import db
from models.people.queries import departments
from models.people.tables import Staff

_SPACE = re.compile(r"\s+")
SHORTEST = 2


def people_in(text: str) -> tuple[int, ...]:
    """The staff, also former, whose Chinese name, English name or number stands in a text."""
    joined, spaced = _SPACE.sub("", text), f" {_SPACE.sub(' ', text).lower()} "
    rows = db.session.execute(select(Staff.id, Staff.name, Staff.name_en, Staff.number).order_by(Staff.id))
    found = []
    for staff_id, name, english, number in rows:
        called = _SPACE.sub("", name)
        if (len(called) >= SHORTEST and called in joined) or any(
            _stands(word.lower(), spaced) for word in (english or "", number)
        ):
            found.append(staff_id)
    return tuple(found)


def departments_in(text: str) -> tuple[int, ...]:
    """The open departments whose name stands in a text; not the company itself, which names nobody."""
    joined, spaced = _SPACE.sub("", text), f" {_SPACE.sub(' ', text).lower()} "
    return tuple(
        house.id
        for house in departments()
        if house.parent_id is not None
        and (_SPACE.sub("", house.name_zh) in joined or _stands((house.name_en or "").lower(), spaced))
    )


def _stands(word: str, spaced: str) -> bool:
    """Whether a word of Latin signs stands by itself."""
    if len(word) < SHORTEST:
        return False
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", spaced) is not None
