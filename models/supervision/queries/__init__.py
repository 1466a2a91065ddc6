"""Every read of inspections of departments: who may make and see them, lists, one, what waits (Q-03)."""

from models.supervision.queries.group import conveners, free_for, group, in_group
from models.supervision.queries.inspections import (
    InspectionFilter,
    count_listed,
    due_reminders,
    find,
    finding_named,
    held,
    listing,
)
from models.supervision.queries.sight import answers, part_of, visible
from models.supervision.queries.waiting import count_waiting, waiting_for

__all__ = [
    "InspectionFilter",
    "answers",
    "conveners",
    "count_listed",
    "count_waiting",
    "due_reminders",
    "find",
    "finding_named",
    "free_for",
    "group",
    "held",
    "in_group",
    "listing",
    "part_of",
    "visible",
    "waiting_for",
]
