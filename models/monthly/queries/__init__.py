"""Every read of the monthly flow: what a month holds, summaries, promises, reports (Q-05)."""

from models.monthly.queries.content import content_of
from models.monthly.queries.drafts import department_figures, open_corrections, rising_for
from models.monthly.queries.reports import (
    authors,
    held,
    reads_reports,
    report_of,
    reports,
    to_draft,
    to_print,
)
from models.monthly.queries.summaries import (
    due_summaries,
    heads,
    held_summary,
    my_summaries,
    promises,
    summaries,
    summaries_since,
    summary_of,
)
from models.monthly.queries.volume import Volume, trend, volume_of
from models.monthly.queries.waiting import counted, waiting_summaries

__all__ = [
    "Volume",
    "authors",
    "content_of",
    "counted",
    "department_figures",
    "due_summaries",
    "heads",
    "held",
    "held_summary",
    "my_summaries",
    "open_corrections",
    "promises",
    "reads_reports",
    "report_of",
    "reports",
    "rising_for",
    "summaries",
    "summaries_since",
    "summary_of",
    "to_draft",
    "to_print",
    "trend",
    "volume_of",
    "waiting_summaries",
]
