"""Words for the area papers: what a paper is, and whether it stands."""

from models.papers.words import PaperKind, PaperState
from web.language import lazy
from web.words.registry import name

name(
    PaperKind,
    {
        PaperKind.MATTER_NOTICE: lazy("Notice of a matter"),
        PaperKind.DECISION: lazy("Decision on a matter"),
        PaperKind.APPEAL_OUTCOME: lazy("Outcome of an appeal"),
        PaperKind.CORRECTION: lazy("Notice of correction"),
        PaperKind.CONDUCT_NOTICE: lazy("Notice of reward or penalty"),
        PaperKind.COMMENDATION: lazy("Commendation"),
        PaperKind.CERTIFICATE: lazy("Certificate of honour"),
    },
)
name(PaperState, {PaperState.VALID: lazy("Valid"), PaperState.WITHDRAWN: lazy("No longer valid")})
