"""Every read of cases: who may see which, lists, one case with its story, what is due."""

from models.cases.queries.around import earlier_cases, files_of
from models.cases.queries.changes import Change, changes
from models.cases.queries.due import due_notices, due_times_of, nearest, running_for
from models.cases.queries.figures import Figures, figures
from models.cases.queries.listing import Filters, Page, Sort, export, listing
from models.cases.queries.one import find, held, tracked
from models.cases.queries.scope import departments_of, standing, visible_to
from models.cases.queries.timeline import Entry, current_plan, letters_sent, milestone_of, timeline
from models.cases.queries.waiting import (
    counts,
    first_waiting,
    overdue,
    review_queue,
    submitted_for,
)

__all__ = [
    "Change",
    "Entry",
    "Figures",
    "Filters",
    "Page",
    "Sort",
    "changes",
    "counts",
    "current_plan",
    "departments_of",
    "due_notices",
    "due_times_of",
    "earlier_cases",
    "export",
    "figures",
    "files_of",
    "find",
    "first_waiting",
    "held",
    "letters_sent",
    "listing",
    "milestone_of",
    "nearest",
    "overdue",
    "review_queue",
    "running_for",
    "standing",
    "submitted_for",
    "timeline",
    "tracked",
    "visible_to",
]
