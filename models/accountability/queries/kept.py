"""Which proceedings somebody is kept from: about themselves, their head, or somebody under them (A-04)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select

from models.accountability.tables import Matter, MatterCandidate
from models.db import db
from models.people.tables import Staff

AREAS = ("candidate", "matter")


def kept_from(staff: Staff, names: Collection[str]) -> frozenset[str]:
    """Those of these audit names of candidates and matters that are about the person, somebody over or under
    them on the day of the conduct, or whose report it was. At most a query for each of the two."""
    asked: dict[str, set[str]] = {area: set() for area in AREAS}
    for name in names:
        area, _colon, key = name.partition(":")
        if area in asked:
            asked[area].add(key)
    ids = {int(key) for key in asked["candidate"] if key.isdecimal()}
    of = MatterCandidate
    candidates = select(of.id, of.person_id, of.reporter_id, of.line).where(of.id.in_(ids))
    matters = select(Matter.number, Matter.person_id, Matter.reporter_id, Matter.line).where(
        Matter.number.in_(asked["matter"])
    )
    found = _theirs("candidate", candidates, staff) if ids else set()
    return frozenset(found | (_theirs("matter", matters, staff) if asked["matter"] else set()))


def _theirs(area: str, whose: Select[Any, Any, Any, Any], staff: Staff) -> set[str]:
    return {
        f"{area}:{key}"
        for key, person, reporter, line in db.session.execute(whose)
        if staff.id in (person, reporter) or staff.id in line
    }
