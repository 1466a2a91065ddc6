"""What meetings gave somebody to do: of cases and of bodies, in one list by due time (M-01, M-02)."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from models.bodies.queries import my_tasks
from models.cases.queries import my_items
from models.people.tables import Staff
from models.permissions import Permission
from web.words import word


@dataclass(frozen=True)
class Given:
    """An action item: what, of which case or meeting, by when, and where one says that it is done."""

    text: str
    of: str
    due_at: datetime
    url: str


def given_to(staff: Staff, tasks: int) -> list[Given]:
    """All that somebody has yet to do, the first due first; `tasks` is how many of bodies there are. One
    query for each kind that there may be any of."""
    items = my_items(staff) if staff.may(Permission.CASE_ASSIST) else []
    found = [
        Given(
            item.text,
            case.number,
            item.due_at,
            url_for("cases.show", number=case.number, step="action-item", _anchor="step-action-item"),
        )
        for item, case in items
    ]
    found += [
        Given(
            each.text,
            f"{each.meeting.number} · {word(each.meeting.body)}",
            each.due_at,
            url_for("bodies.index", _anchor=f"task-{each.id}"),
        )
        for each in (my_tasks(staff) if tasks else ())
    ]
    return sorted(found, key=lambda each: each.due_at)
