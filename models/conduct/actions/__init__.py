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
from models.conduct.actions.flags import DepartmentFlag, raise_flag
from models.conduct.actions.matters import (
    acknowledge_decision,
    hear_appeal,
    propose_measures,
    record_refusal,
)
from models.conduct.actions.nominate import Nomination, nominate, withdraw_nomination
from models.conduct.actions.payroll import issue_payroll, set_wage
from models.conduct.actions.penalties import carry_out, matters_to_settle, settle_penalties, take_back
from models.conduct.actions.records import RecordDraft, write_records
from models.conduct.actions.suggest import dismiss_suggestion, suggest_for_figures, suggest_rewards
from models.conduct.actions.talks import (
    GoalDraft,
    TalkMinutes,
    TalkPlan,
    acknowledge_talk,
    invite_to_talk,
    remind_of_talk,
    review_goal,
    write_minutes,
)

__all__ = [
    "Check",
    "DepartmentFlag",
    "GoalDraft",
    "Nomination",
    "RecordDraft",
    "TalkMinutes",
    "TalkPlan",
    "account_of",
    "acknowledge_decision",
    "acknowledge_talk",
    "announce_reward",
    "approve_reward",
    "book",
    "carry_out",
    "check_reward",
    "close_period",
    "dismiss_suggestion",
    "hear_appeal",
    "house",
    "invite_to_talk",
    "issue_payroll",
    "matters_to_settle",
    "may_revoke",
    "nominate",
    "paper_of",
    "propose_measures",
    "raise_flag",
    "record_refusal",
    "refuse_reward",
    "remind_of_talk",
    "reverse_all",
    "reverse_entry",
    "review_goal",
    "revoke_reward",
    "set_wage",
    "settle_penalties",
    "suggest_for_figures",
    "suggest_rewards",
    "take_back",
    "withdraw_nomination",
    "write_minutes",
    "write_records",
]
