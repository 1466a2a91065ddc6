"""The words that rewards, penalties and the points ledger may hold."""

from enum import StrEnum


class AccountKind(StrEnum):
    """Whose points an account holds; those of the house are where points come from and go back to."""

    PERSON = "person"
    DEPARTMENT = "department"
    HOUSE = "house"


class PeriodState(StrEnum):
    """Whether a month of the ledger still takes entries."""

    OPEN = "open"
    CLOSED = "closed"


class EntryCause(StrEnum):
    """What an entry of the ledger is for."""

    REWARD = "reward"
    PENALTY = "penalty"


class RewardKind(StrEnum):
    """What is given: the last two to departments, all others to people (C-01, C-02)."""

    COMMENDATION = "commendation"
    CERTIFICATE = "certificate"
    BONUS = "bonus"
    PROMOTION = "promotion"
    TRAINING_PLACE = "training_place"
    PERFORMANCE_POINTS = "performance_points"
    TEAM_FUND = "team_fund"


OF_DEPARTMENTS = (RewardKind.PERFORMANCE_POINTS, RewardKind.TEAM_FUND)
"""The kinds of reward that departments get (C-02)."""
OF_MONEY = (RewardKind.BONUS, RewardKind.TEAM_FUND)
"""The kinds of reward that have an amount, and no others."""


class RewardGround(StrEnum):
    """What a reward is for (C-01)."""

    HARD_CASE = "hard_case"
    PRAISE = "praise"
    IMPROVEMENT = "improvement"
    KPI = "kpi"
    OTHER = "other"


class RewardState(StrEnum):
    """Where a reward stands (C-04)."""

    NOMINATED = "nominated"
    CHECKED = "checked"
    APPROVED = "approved"
    ANNOUNCED = "announced"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class SuggestionState(StrEnum):
    """What became of something that the system found worth a reward."""

    OPEN = "open"
    TAKEN = "taken"
    DISMISSED = "dismissed"
