"""The words that rewards, penalties and the points ledger may hold."""

from enum import StrEnum

from models.rulebook.words import RewardKind

OF_DEPARTMENTS = (RewardKind.DEPARTMENT_POINTS, RewardKind.TEAM_FUND)
"""The kinds of reward that departments get (C-02); all others are for people (C-01)."""


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


class TalkState(StrEnum):
    """Where a talk with a head stands (C-03)."""

    DUE = "due"
    INVITED = "invited"
    HELD = "held"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    DROPPED = "dropped"


class TalkStep(StrEnum):
    """What somebody does about a talk with a head."""

    INVITE = "invite"
    WRITE_MINUTES = "write_minutes"
    ACKNOWLEDGE = "acknowledge"
    REVIEW_GOAL = "review_goal"


class GoalOutcome(StrEnum):
    """Whether a department reached what was agreed."""

    MET = "met"
    MISSED = "missed"


class DepartmentPart(StrEnum):
    """What stands in a department's file (C-02, C-03)."""

    REWARD = "reward"
    PENALTY = "penalty"
    TALK = "talk"


class PayKind(StrEnum):
    """What a line of the payroll hand-over is: the first two add, the others deduct."""

    BONUS = "bonus"
    TEAM_FUND = "team_fund"
    FINE = "fine"
    PAY_CUT = "pay_cut"
    BONUS_DEDUCTION = "bonus_deduction"


class Hold(StrEnum):
    """Why a deduction is not, or not wholly, handed over this month."""

    LEGAL_LIMIT = "legal_limit"
    NO_WAGE = "no_wage"


class RecordKind(StrEnum):
    """What HR itself writes into a person's file, from before this system or from outside it (C-05)."""

    PRAISE = "praise"
    REWARD = "reward"
    PENALTY = "penalty"
    TRAINING = "training"
    OTHER = "other"


class Part(StrEnum):
    """What stands in a person's file (C-05)."""

    CASE = "case"
    LATE = "late"
    PRAISE = "praise"
    REWARD = "reward"
    PENALTY = "penalty"
    MATTER = "matter"
    TRAINING = "training"
    SUPPORT = "support"
    OTHER = "other"
