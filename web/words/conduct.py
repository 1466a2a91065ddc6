"""Words for rewards, penalties and the points ledger (C-01 to C-05)."""

from models.conduct.words import EntryCause, PeriodState, RewardGround, RewardState, SuggestionState
from web.language import lazy
from web.words.registry import name

name(PeriodState, {PeriodState.OPEN: lazy("Open"), PeriodState.CLOSED: lazy("Closed")})
name(EntryCause, {EntryCause.REWARD: lazy("Reward"), EntryCause.PENALTY: lazy("Penalty")})
name(
    RewardGround,
    {
        RewardGround.HARD_CASE: lazy("A hard case solved"),
        RewardGround.PRAISE: lazy("High praise from a customer"),
        RewardGround.IMPROVEMENT: lazy("An improvement that worked"),
        RewardGround.KPI: lazy("KPI results"),
        RewardGround.OTHER: lazy("Another merit"),
    },
)
name(
    RewardState,
    {
        RewardState.NOMINATED: lazy("Nominated"),
        RewardState.CHECKED: lazy("Checked by HR"),
        RewardState.APPROVED: lazy("Approved, to be announced"),
        RewardState.ANNOUNCED: lazy("Announced"),
        RewardState.REFUSED: lazy("Not given"),
        RewardState.WITHDRAWN: lazy("Nomination taken back"),
        RewardState.REVOKED: lazy("Revoked"),
    },
)
name(
    SuggestionState,
    {
        SuggestionState.OPEN: lazy("Suggested"),
        SuggestionState.TAKEN: lazy("Nominated"),
        SuggestionState.DISMISSED: lazy("Dismissed"),
    },
)
