"""Words for the area results: what was asked about, how figures are laid out, what became of the asked."""

from models.results.words import Attribute, Outcome, Quiet, SourceKind
from web.language import lazy
from web.words.registry import name

name(
    SourceKind,
    {
        SourceKind.REVISIT: lazy("Revisits after a result"),
        SourceKind.LASTING: lazy("Look back after some weeks"),
        SourceKind.CHAT: lazy("Ratings of chats"),
        SourceKind.CAMPAIGN: lazy("Campaign"),
    },
)
name(
    Attribute,
    {
        Attribute.CATEGORY: lazy("Category"),
        Attribute.CHANNEL: lazy("Channel"),
        Attribute.DEPARTMENT: lazy("Lead department"),
        Attribute.GRADE: lazy("Grade"),
        Attribute.REACH: lazy("How the answer came"),
    },
)
name(
    Quiet,
    {
        Quiet.DEPARTMENT: lazy("Lead department"),
        Quiet.GRADE: lazy("Grade"),
        Quiet.DAYS: lazy("Days until we answered"),
    },
)
name(
    Outcome,
    {
        Outcome.COMPLETE: lazy("Answered to the end"),
        Outcome.PARTIAL: lazy("Answered in part"),
        Outcome.REFUSED: lazy("Refused to answer"),
        Outcome.NOT_REACHED: lazy("Not reached, or silent"),
        Outcome.NOT_ASKED: lazy("Never asked"),
        Outcome.WAITING: lazy("Still open"),
        Outcome.UNDELIVERED: lazy("Undelivered"),
        Outcome.INELIGIBLE: lazy("Not to be asked any more"),
    },
)
