"""Looking at people in the portal: addresses, rows, and a newcomer."""

import re
from datetime import datetime

from models.clock import SHANGHAI
from models.db import db
from models.people.tables import Staff

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
NEWCOMER = {
    "number": "T-0100",
    "login": "luoxin",
    "name": "罗新",
    "name_en": "Luo Xin",
    "department": "KF",
    "joined_on": "2026-11-02",
}


def card(person: Staff, verb: str = "") -> str:
    """The address of a person's card, or of a step on it."""
    return f"/portal/people/{person.number}{'/' if verb else ''}{verb}"


def fresh(person: Staff) -> Staff:
    """The row as it is stored now."""
    db.session.refresh(person)
    return person


def listed(page: str) -> list[str]:
    """The numbers in the list, in order."""
    return re.findall(r'data-label="工号">([A-Z]+-\d+)<', page)
