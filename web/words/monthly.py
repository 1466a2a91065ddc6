"""Words for the area monthly: states of summaries and reports, effects of measures."""

from models.monthly.words import Effect, MonthlyState, SummaryState
from web.language import lazy
from web.words.registry import name

name(
    SummaryState,
    {SummaryState.DRAFT: lazy("To be written"), SummaryState.HANDED_IN: lazy("Has been handed in")},
)
name(
    MonthlyState,
    {
        MonthlyState.DRAFT: lazy("Being written"),
        MonthlyState.SUBMITTED: lazy("Waits for approval"),
        MonthlyState.APPROVED: lazy("Approved, to be sent"),
        MonthlyState.SENT: lazy("Sent to the leaders"),
    },
)
name(
    Effect,
    {
        Effect.WORKED: lazy("The measure worked"),
        Effect.NOT_YET: lazy("Under way, told of again"),
        Effect.NO_EFFECT: lazy("Done, without effect"),
        Effect.DROPPED: lazy("Given up"),
    },
)
