"""Words for rewards, penalties and the points ledger (C-01 to C-05)."""

from models.conduct.words import (
    DepartmentPart,
    EntryCause,
    GoalOutcome,
    Hold,
    Part,
    PayKind,
    PeriodState,
    RecordKind,
    RewardGround,
    RewardState,
    SuggestionState,
    TalkState,
)
from web.language import lazy
from web.words.registry import name

name(PeriodState, {PeriodState.OPEN: lazy("Books open"), PeriodState.CLOSED: lazy("Books closed")})
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
        SuggestionState.DISMISSED: lazy("Not taken up"),
    },
)
name(
    PayKind,
    {
        PayKind.BONUS: lazy("Bonus"),
        PayKind.TEAM_FUND: lazy("Team fund"),
        PayKind.FINE: lazy("Fine"),
        PayKind.PAY_CUT: lazy("Pay cut"),
        PayKind.BONUS_DEDUCTION: lazy("Deduction from the bonus"),
    },
)
name(
    Hold,
    {
        Hold.LEGAL_LIMIT: lazy("over what the law allows to deduct this month"),
        Hold.NO_WAGE: lazy("no wage or region is known"),
    },
)
name(
    RecordKind,
    {
        RecordKind.PRAISE: lazy("Praise"),
        RecordKind.REWARD: lazy("Reward"),
        RecordKind.PENALTY: lazy("Penalty"),
        RecordKind.TRAINING: lazy("Training"),
        RecordKind.OTHER: lazy("Other entry"),
    },
)
name(
    Part,
    {
        Part.CASE: lazy("Case"),
        Part.LATE: lazy("Late"),
        Part.PRAISE: lazy("Praise"),
        Part.REWARD: lazy("Reward"),
        Part.PENALTY: lazy("Penalty"),
        Part.MATTER: lazy("Matter"),
        Part.TRAINING: lazy("Training"),
        Part.SUPPORT: lazy("Request for support"),
        Part.OTHER: lazy("Other entry"),
    },
)
name(
    TalkState,
    {
        TalkState.DUE: lazy("To be planned"),
        TalkState.INVITED: lazy("Head invited"),
        TalkState.HELD: lazy("Held, to be acknowledged"),
        TalkState.ACKNOWLEDGED: lazy("Goals running"),
        TalkState.CLOSED: lazy("All goals reviewed"),
        TalkState.DROPPED: lazy("Dropped"),
    },
)
name(GoalOutcome, {GoalOutcome.MET: lazy("Goal met"), GoalOutcome.MISSED: lazy("Goal missed")})
name(
    DepartmentPart,
    {
        DepartmentPart.REWARD: lazy("Reward"),
        DepartmentPart.PENALTY: lazy("Penalty"),
        DepartmentPart.TALK: lazy("Talk with the head"),
    },
)
