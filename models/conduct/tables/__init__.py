"""The tables of conduct: points ledger, rewards, penalties, talks, payroll, what HR writes into files."""

from models.conduct.tables.ledger import LedgerAccount, LedgerEntry, LedgerPeriod
from models.conduct.tables.payroll import PayrollIssue, PayrollLine, Wage
from models.conduct.tables.penalty import Penalty
from models.conduct.tables.record import StaffRecord
from models.conduct.tables.reward import Reward, RewardSuggestion
from models.conduct.tables.talk import HeadTalk, TalkGoal

__all__ = [
    "HeadTalk",
    "LedgerAccount",
    "LedgerEntry",
    "LedgerPeriod",
    "PayrollIssue",
    "PayrollLine",
    "Penalty",
    "Reward",
    "RewardSuggestion",
    "StaffRecord",
    "TalkGoal",
    "Wage",
]
