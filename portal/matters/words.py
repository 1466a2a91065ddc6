"""Why a step of a matter is refused, and the tones of its states."""

from collections.abc import Mapping

from models.accountability.words import CandidateState, MatterState
from web.errors import fault, refusal
from web.language import lazy

LINE = lazy("A head, and everybody under the person concerned, has no part in the matter.")
for _why, _sentence in {
    "matter_oneself": lazy("Nobody has a part in a matter about themselves."),
    "matter_line": LINE,
    "matter_reporter": lazy("Who reported it has no part in the matter."),
    "matter_investigator": lazy("Who investigated does not decide."),
    "matter_involved": lazy("An appeal is heard by somebody who had no part in the matter."),
}.items():
    refusal(_why, _sentence)
    fault(_why, _sentence)
fault("may_not", lazy("This person has no role for it."))
fault("not_here_then", lazy("This person did not work here on that day."))
fault("another_person", lazy("The candidate is about somebody else."))
fault(
    "only_surveys",
    lazy("An answer to a survey alone is not enough: add evidence of what was done or left undone."),
)
fault("no_severity", lazy("What was not found has no severity."))
fault("nothing_found", lazy("Nothing was found, so there is no measure."))
fault("amount", lazy("Give the amount of each measure that has one."))
fault("duplicate", lazy("Each measure stands there once."))
fault(
    "not_lighter",
    lazy("An appeal makes nothing heavier: something of the decision comes down, and something stays."),
)
fault("outside_scale", lazy("This lies outside the scale: say why. The leading group then decides."))
fault("wage_needed", lazy("Give the wages of the month: the law limits what may be deducted."))
fault("over_legal_limit", lazy("This is more than the law allows to be deducted this month."))
fault(
    "repetition_changed",
    lazy("Other decisions have changed the repetition since the proposal: return it."),
)
fault("time_over", lazy("The time for this has passed."))
fault("months", lazy("Say for how many months the pay is cut."))
fault("same_person", lazy("The witness is another person than who delivers."))

TONES: Mapping[MatterState, str] = {
    MatterState.OPENED: "warn",
    MatterState.NOTIFIED: "info",
    MatterState.HEARD: "info",
    MatterState.INVESTIGATED: "info",
    MatterState.FOUND: "info",
    MatterState.PROPOSED: "warn",
    MatterState.DECIDED: "warn",
    MatterState.DELIVERED: "good",
    MatterState.APPEALED: "warn",
    MatterState.FINAL: "neutral",
    MatterState.WITHDRAWN: "neutral",
    MatterState.LAPSED: "neutral",
}
CANDIDATE_TONES: Mapping[CandidateState, str] = {
    CandidateState.OPEN: "warn",
    CandidateState.OPENED: "info",
    CandidateState.DISMISSED: "neutral",
}
