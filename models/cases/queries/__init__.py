"""Every read of cases: who may see which, lists, one case with its story, what is due."""

from models.cases.queries.around import earlier_cases, files_of
from models.cases.queries.due import due_notices, due_times_of, nearest, running_for
from models.cases.queries.figures import Figures, figures
from models.cases.queries.listing import Filters, Page, Sort, export, listing
from models.cases.queries.one import find, tracked
from models.cases.queries.scope import departments_of, standing, visible_to
from models.cases.queries.timeline import Entry, timeline
from models.cases.queries.waiting import (
    count_to_review,
    count_waiting,
    first_waiting,
    review_queue,
)

__all__ = [
    "Entry",
    "Figures",
    "Filters",
    "Page",
    "Sort",
    "count_to_review",
    "count_waiting",
    "departments_of",
    "due_notices",
    "due_times_of",
    "earlier_cases",
    "export",
    "figures",
    "files_of",
    "find",
    "first_waiting",
    "listing",
    "nearest",
    "review_queue",
    "running_for",
    "standing",
    "timeline",
    "tracked",
    "visible_to",
]
