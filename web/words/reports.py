"""Words for the area reports: what they are about, and where they stand."""

from models.reports.words import ReportSource, ReportState
from web.language import lazy
from web.words.registry import name

name(
    ReportState,
    {
        ReportState.DRAFT: lazy("Being written"),
        ReportState.SUBMITTED: lazy("Waits for approval"),
        ReportState.PUBLISHED: lazy("Published"),
        ReportState.DISCARDED: lazy("Thrown away"),
    },
)
name(
    ReportSource,
    {ReportSource.REVISIT: lazy("Revisits after a result"), ReportSource.CAMPAIGN: lazy("Campaign")},
)
