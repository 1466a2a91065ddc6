"""Every write of training."""

from models.training.actions.enrol import enrol, enrol_by_rule, give_up
from models.training.actions.enrol_series import enrol_in_series
from models.training.actions.feed import renew_feed
from models.training.actions.log import Noted, check_in, close_log, correct_log, note
from models.training.actions.make_up import make_up
from models.training.actions.needs import (
    RequirementDraft,
    arrange_need,
    certify,
    drop_remedial,
    end_requirement,
    let_meet,
    open_needs,
    open_remedial,
    remind_of_need,
    require_training,
)
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
from models.training.actions.quiz import (
    QuestionDraft,
    answer_quiz,
    change_question,
    draw_quiz,
    retire_question,
    write_question,
)
from models.training.actions.remind import remind_of_session
from models.training.actions.series import Shift, cancel_series, join_series, move_series
from models.training.actions.sessions import (
    SessionDraft,
    add_material,
    cancel_session,
    change_session,
    plan_sessions,
)

__all__ = [
    "Noted",
    "QuestionDraft",
    "RequirementDraft",
    "SessionDraft",
    "Shift",
    "TopicDraft",
    "add_material",
    "amend_plan",
    "answer_quiz",
    "approve_plan",
    "arrange_need",
    "begin_plan",
    "cancel_series",
    "cancel_session",
    "certify",
    "change_question",
    "change_session",
    "check_in",
    "close_log",
    "correct_log",
    "draw_quiz",
    "drop_remedial",
    "drop_topic",
    "end_requirement",
    "enrol",
    "enrol_by_rule",
    "enrol_in_series",
    "give_up",
    "join_series",
    "let_meet",
    "make_up",
    "move_series",
    "note",
    "open_needs",
    "open_remedial",
    "plan_sessions",
    "remind_of_need",
    "remind_of_session",
    "renew_feed",
    "require_training",
    "retire_question",
    "return_plan",
    "submit_plan",
    "write_question",
    "write_topics",
]
