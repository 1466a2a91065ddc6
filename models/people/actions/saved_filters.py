"""Saving what a list was narrowed to, under a name; sharing it with a department that one heads."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.people.tables import Department, SavedFilter, Staff

MOST = 20
"""How many a person keeps for one list: more would be a list to search through themselves."""
LONGEST = 40


def save_filter(area: str, name: str, query: Mapping[str, str], *, by: Staff, now: datetime) -> SavedFilter:
    """Keeps a filter for `by`; event `filter.saved`.

    Raises Invalid on `name` (`required`, `taken`, `too_many`) or `query` (`required`: it narrows nothing).
    """
    if not query:
        raise Invalid("query", "required")
    had = select(func.count()).where(SavedFilter.staff_id == by.id, SavedFilter.area == area)
    if (db.session.scalar(had) or 0) >= MOST:
        raise Invalid("name", "too_many_filters")
    saved = SavedFilter(staff=by, area=area, name=_free(name, by, area), query=dict(query))
    db.session.add(saved)
    db.session.flush()
    record("filter.saved", saved, by=by, now=now, area=area)
    return saved


def rename_filter(saved: SavedFilter, name: str, *, by: Staff, now: datetime) -> None:
    """Calls it otherwise; event `filter.renamed`. Raises NotAllowed for another's; Invalid on `name`."""
    _must_own(saved, by)
    if name.strip() == saved.name:
        return
    saved.name = _free(name, by, saved.area)
    db.session.flush()
    record("filter.renamed", saved, by=by, now=now)


def share_filter(saved: SavedFilter, department: Department | None, *, by: Staff, now: datetime) -> None:
    """Shows it to a department and those below it, or to nobody else any more; event `filter.shared`.

    Raises NotAllowed for another's filter, and for a department that `by` does not head (`not_head`).
    """
    _must_own(saved, by)
    if department is not None and department.head_id != by.id:
        raise NotAllowed("not_head")
    saved.department_id = department.id if department is not None else None
    db.session.flush()
    record("filter.shared", saved, by=by, now=now, department=department.code if department else None)


def remove_filter(saved: SavedFilter, *, by: Staff, now: datetime) -> None:
    """Removes it, for all who saw it; event `filter.removed`. Raises NotAllowed for another's."""
    _must_own(saved, by)
    record("filter.removed", saved, by=by, now=now)
    db.session.delete(saved)
    db.session.flush()


def _must_own(saved: SavedFilter, by: Staff) -> None:
    if saved.staff_id != by.id:
        raise NotAllowed


def _free(name: str, by: Staff, area: str) -> str:
    """The name as it is kept. Raises Invalid when it is empty, too long, or one's own already."""
    name = name.strip()
    if not name or len(name) > LONGEST:
        raise Invalid("name", "required" if not name else "too_long")
    taken = select(SavedFilter.id).where(
        SavedFilter.staff_id == by.id, SavedFilter.area == area, SavedFilter.name == name
    )
    if db.session.scalar(taken) is not None:
        raise Invalid("name", "taken")
    return name
