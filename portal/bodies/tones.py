"""How meetings, votes and outcomes look."""

from collections.abc import Mapping

from models.bodies.words import Choice, Outcome, SessionState

MEETING_TONES: Mapping[SessionState, str] = {
    SessionState.CALLED: "info",
    SessionState.OPEN: "warn",
    SessionState.SIGNED: "good",
    SessionState.CANCELLED: "neutral",
}
OUTCOME_TONES: Mapping[Outcome, str] = {
    Outcome.NOTED: "neutral",
    Outcome.CARRIED: "good",
    Outcome.REJECTED: "bad",
    Outcome.NO_QUORUM: "warn",
    Outcome.POSTPONED: "warn",
}
CHOICE_TONES: Mapping[Choice, str] = {
    Choice.YES: "good",
    Choice.NO: "bad",
    Choice.ABSTAIN: "neutral",
    Choice.RECUSED: "warn",
}
