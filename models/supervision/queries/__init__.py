"""Every read of inspections of departments: who may make and see them, lists, one, what waits (Q-03)."""

from models.supervision.queries.group import (
    checkers,
    checkers_to_name,
    conveners,
    correction_in,
    free_for,
    group,
    in_group,
    seats,
)
from models.supervision.queries.inspections import (
    InspectionFilter,
    ToPutRight,
    count_listed,
    due_reminders,
    file_of,
    find,
    finding_named,
    held,
    listing,
    open_corrections,
)
from models.supervision.queries.sight import answers, part_of, visible
from models.supervision.queries.waiting import to_check_of_findings, to_do, waiting_for

__all__ = [
    "InspectionFilter",
    "ToPutRight",
    "answers",
    "checkers",
    "checkers_to_name",
    "conveners",
    "correction_in",
    "count_listed",
    "due_reminders",
    "file_of",
    "find",
    "finding_named",
    "free_for",
    "group",
    "held",
    "in_group",
    "listing",
    "open_corrections",
    "part_of",
    "seats",
    "to_check_of_findings",
    "to_do",
    "visible",
    "waiting_for",
]
