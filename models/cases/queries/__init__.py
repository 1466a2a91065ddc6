"""Every read of cases: who may see which, lists, one case with its story, what is due."""

from models.cases.queries.accuracy import Outcome, cases_behind, counts_whole_company, outcomes
from models.cases.queries.around import Filed, file_of, filed, files_of
from models.cases.queries.belonging import Joined, Related, carried_on_by, joined, related, shown_in
from models.cases.queries.changes import Change, changes
from models.cases.queries.channel import ChannelFacts, channel_facts, chat_called
from models.cases.queries.codes import open_code
from models.cases.queries.compensation import Sum, compensation_rows, compensations_of, sums
from models.cases.queries.contacts import usual_means
from models.cases.queries.due import (
    due_notices,
    due_times_of,
    nearest,
    running_for,
    to_ask_again,
    waited_enough,
)
from models.cases.queries.duplicates import Alike, Found, Told, alike_to, find_alike
from models.cases.queries.extracts import Place, extracts
from models.cases.queries.figures import Answered, Figures, answered, figures
from models.cases.queries.given import my_milestones
from models.cases.queries.grave import Alerted, alerted, meetings_of, my_items, reports_of
from models.cases.queries.in_sight import names_in_sight
from models.cases.queries.keys import key_open_until, key_shown
from models.cases.queries.like_texts import decided_alike, to_learn
from models.cases.queries.listing import Filters, Page, Sort, export, listing
from models.cases.queries.one import find, held, opened_of, tracked
from models.cases.queries.origins import brought_in
from models.cases.queries.outside import outsides_of, paper_of
from models.cases.queries.scope import departments_of, standing, standings, visible_to
from models.cases.queries.time_spent import Spent, time_spent
from models.cases.queries.timeline import (
    Entry,
    current_plan,
    latest_result,
    letters_sent,
    milestone_of,
    open_milestones,
    sent_back,
    timeline,
)
from models.cases.queries.waiting import (
    counts,
    first_waiting,
    overdue,
    review_queue,
    submitted_for,
)

__all__ = [
    "Alerted",
    "Alike",
    "Answered",
    "Change",
    "ChannelFacts",
    "Entry",
    "Figures",
    "Filed",
    "Filters",
    "Found",
    "Joined",
    "Outcome",
    "Page",
    "Place",
    "Related",
    "Sort",
    "Spent",
    "Sum",
    "Told",
    "alerted",
    "alike_to",
    "answered",
    "brought_in",
    "carried_on_by",
    "cases_behind",
    "changes",
    "channel_facts",
    "chat_called",
    "compensation_rows",
    "compensations_of",
    "counts",
    "counts_whole_company",
    "current_plan",
    "decided_alike",
    "departments_of",
    "due_notices",
    "due_times_of",
    "export",
    "extracts",
    "figures",
    "file_of",
    "filed",
    "files_of",
    "find",
    "find_alike",
    "first_waiting",
    "held",
    "joined",
    "key_open_until",
    "key_shown",
    "latest_result",
    "letters_sent",
    "listing",
    "meetings_of",
    "milestone_of",
    "my_items",
    "my_milestones",
    "names_in_sight",
    "nearest",
    "open_code",
    "open_milestones",
    "opened_of",
    "outcomes",
    "outsides_of",
    "overdue",
    "paper_of",
    "related",
    "reports_of",
    "review_queue",
    "running_for",
    "sent_back",
    "shown_in",
    "standing",
    "standings",
    "submitted_for",
    "sums",
    "time_spent",
    "timeline",
    "to_ask_again",
    "to_learn",
    "tracked",
    "usual_means",
    "visible_to",
    "waited_enough",
]
