"""Every write of rewards, penalties and points."""

from models.conduct.actions.book import account_of, book, house, reverse_all, reverse_entry
from models.conduct.actions.close_period import close_period
from models.conduct.actions.decide import (
    Check,
    announce_reward,
    approve_reward,
    check_reward,
    may_revoke,
    paper_of,
    refuse_reward,
    revoke_reward,
)
from models.conduct.actions.nominate import Nomination, nominate, withdraw_nomination
from models.conduct.actions.payroll import issue_payroll, set_wage
from models.conduct.actions.penalties import carry_out, matters_to_settle, settle_penalties, take_back
from models.conduct.actions.records import RecordDraft, write_records
from models.conduct.actions.suggest import dismiss_suggestion, suggest_for_figures, suggest_rewards

__all__ = [
    "Check",
    "Nomination",
    "RecordDraft",
    "account_of",
    "announce_reward",
    "approve_reward",
    "book",
    "carry_out",
    "check_reward",
    "close_period",
    "dismiss_suggestion",
    "house",
    "issue_payroll",
    "matters_to_settle",
    "may_revoke",
    "nominate",
    "paper_of",
    "refuse_reward",
    "reverse_all",
    "reverse_entry",
    "revoke_reward",
    "set_wage",
    "settle_penalties",
    "suggest_for_figures",
    "suggest_rewards",
    "take_back",
    "withdraw_nomination",
    "write_records",
]
