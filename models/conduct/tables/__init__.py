"""The tables of conduct: the points ledger, rewards and suggestions for them."""

from models.conduct.tables.ledger import LedgerAccount, LedgerEntry, LedgerPeriod
from models.conduct.tables.reward import Reward, RewardSuggestion

__all__ = ["LedgerAccount", "LedgerEntry", "LedgerPeriod", "Reward", "RewardSuggestion"]
