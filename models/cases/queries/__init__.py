"""Every read of cases: who may see which, lists, one case with its story, what is due."""

from models.cases.queries.due import due_notices, due_times_of, nearest
from models.cases.queries.listing import Filters, Page, Sort, export, listing
from models.cases.queries.one import find, tracked
from models.cases.queries.scope import departments_of, standing, visible_to
from models.cases.queries.timeline import Entry, timeline

__all__ = [
    "Entry",
    "Filters",
    "Page",
    "Sort",
    "departments_of",
    "due_notices",
    "due_times_of",
    "export",
    "find",
    "listing",
    "nearest",
    "standing",
    "timeline",
    "tracked",
    "visible_to",
]
