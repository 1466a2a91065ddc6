"""Every write of training."""

from models.training.actions.enrol import enrol, enrol_by_rule, give_up
from models.training.actions.feed import renew_feed
from models.training.actions.plans import (
    TopicDraft,
    amend_plan,
    approve_plan,
    begin_plan,
    drop_topic,
    return_plan,
    submit_plan,
    write_topics,
)
from models.training.actions.remind import remind_of_session
from models.training.actions.sessions import (
    SessionDraft,
    add_material,
    cancel_session,
    change_session,
    plan_sessions,
)

__all__ = [
    "SessionDraft",
    "TopicDraft",
    "add_material",
    "amend_plan",
    "approve_plan",
    "begin_plan",
    "cancel_session",
    "change_session",
    "drop_topic",
    "enrol",
    "enrol_by_rule",
    "give_up",
    "plan_sessions",
    "remind_of_session",
    "renew_feed",
    "return_plan",
    "submit_plan",
    "write_topics",
]
