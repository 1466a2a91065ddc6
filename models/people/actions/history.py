"""Keeping the history of the house true: postings, headships and places, a line ending where the next begins.

Days are local and half-open: a line counts from its first day until before the day it ends. Two changes on
one day leave the second alone. For actions on people and departments, which guard and record.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, select

from models.db import db
from models.people.tables import Department, Headship, Placement, Posting, Staff

Line = TypeVar("Line", Posting, Headship, Placement)


def belong(staff: Staff, *, on: date) -> None:
    """The person belongs to their department from a day on, up to the last day where one is set (A-04)."""
    lines = _lines(Posting, Posting.staff_id == staff.id)
    last = lines[-1] if lines else None
    end = None if staff.left_on is None else staff.left_on + timedelta(days=1)
    if last is not None and last.department_id == staff.department_id:
        return
    if end is not None and on >= end:
        return  # whoever has left belonged where they left
    if last is None or last.from_on < on:
        _end([] if last is None else [last], on)
        _add(Posting(staff_id=staff.id, department_id=staff.department_id, from_on=on, until_on=end))
    else:
        last.department_id = staff.department_id
        _join_equals(lines)
    db.session.flush()


def end_belonging(staff: Staff) -> None:
    """The person's last day is set: nothing is left of postings after it (A-04)."""
    assert staff.left_on is not None
    _cut(_lines(Posting, Posting.staff_id == staff.id), staff.left_on + timedelta(days=1))


def resume_belonging(staff: Staff, *, on: date) -> None:
    """The last day is taken back: the last posting goes on, and a move meanwhile counts from a day on."""
    lines = _lines(Posting, Posting.staff_id == staff.id)
    if lines:
        lines[-1].until_on = None
        db.session.flush()
    belong(staff, on=on)


def lead(department: Department, *, on: date) -> None:
    """The department's head, or nobody, heads it from a day on (A-04)."""
    lines = _lines(Headship, Headship.department_id == department.id)
    running = lines[-1] if lines and lines[-1].until_on is None else None
    head = department.head_id
    if (running.staff_id if running else None) == head:
        return
    if running is not None and running.from_on < on:
        _end([running], on)
        running = None
    if running is not None and head is not None:
        running.staff_id = head
        _join_equals(lines)
    elif running is not None:
        db.session.delete(running)
    elif head is not None and lines and lines[-1].until_on == on and lines[-1].staff_id == head:
        lines[-1].until_on = None
    elif head is not None:
        _add(Headship(department_id=department.id, staff_id=head, from_on=on))
    db.session.flush()


def place(department: Department, *, on: date) -> None:
    """The department stands under its parent from a day on (A-04)."""
    lines = _lines(Placement, Placement.department_id == department.id)
    last = lines[-1] if lines else None
    if last is not None and last.parent_id == department.parent_id:
        return
    if last is None or last.from_on < on:
        _end([] if last is None else [last], on)
        _add(Placement(department_id=department.id, parent_id=department.parent_id, from_on=on))
    else:
        last.parent_id = department.parent_id
        _join_equals(lines)
    db.session.flush()


def end_placing(department: Department) -> None:
    """The department is closed: it stands nowhere from that day on."""
    assert department.closed_on is not None
    _cut(_lines(Placement, Placement.department_id == department.id), department.closed_on)


def _lines(table: type[Line], whose: ColumnElement[bool]) -> Sequence[Line]:
    """A history, the oldest first."""
    return db.session.scalars(select(table).where(whose).order_by(table.from_on)).all()


def _add(line: Posting | Headship | Placement) -> None:
    db.session.add(line)


def _end(lines: Sequence[Line], on: date) -> None:
    """Ends these first, as a history has one line at most without an end."""
    for line in lines:
        line.until_on = on
    db.session.flush()


def _cut(lines: Sequence[Line], end: date) -> None:
    """Takes away what begins on or after a day, and ends what runs over it."""
    for line in lines:
        if line.from_on >= end:
            db.session.delete(line)
        elif line.until_on is None or line.until_on > end:
            line.until_on = end
    db.session.flush()


def _join_equals(lines: Sequence[Line]) -> None:
    """A change taken back on its day leaves one line, as if it had never been."""
    if len(lines) < 2:
        return
    before, last = lines[-2:]
    if before.until_on == last.from_on and _says(before) == _says(last):
        end = last.until_on
        db.session.delete(last)
        db.session.flush()
        before.until_on = end


def _says(line: Posting | Headship | Placement) -> int | None:
    if isinstance(line, Posting):
        return line.department_id
    return line.staff_id if isinstance(line, Headship) else line.parent_id
