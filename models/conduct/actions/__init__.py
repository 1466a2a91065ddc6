"""Every write of rewards, penalties and points."""

from models.conduct.actions.book import account_of, book, house, reverse_all, reverse_entry
from models.conduct.actions.close_period import close_period
from models.conduct.actions.decide import (
    Check,
    announce_reward,
    approve_reward,
    check_reward,
    may_revoke,
    refuse_reward,
    revoke_reward,
)
from models.conduct.actions.nominate import Nomination, nominate, withdraw_nomination
from models.conduct.actions.payroll import issue_payroll, set_wage
from models.conduct.actions.records import RecordDraft, write_records
from models.conduct.actions.suggest import dismiss_suggestion, suggest_rewards

__all__ = [
    "Check",
    "Nomination",
    "RecordDraft",
    "account_of",
    "announce_reward",
    "approve_reward",
    "book",
    "check_reward",
    "close_period",
    "dismiss_suggestion",
    "house",
    "issue_payroll",
    "may_revoke",
    "nominate",
    "refuse_reward",
    "reverse_all",
    "reverse_entry",
    "revoke_reward",
    "set_wage",
    "suggest_rewards",
    "withdraw_nomination",
    "write_records",
]
