"""Every write to a case, one module a verb. Each guards, changes, records one event, and queues messages."""

from models.cases.actions.assign import assign, take
from models.cases.actions.assistance import (
    answer_assistance,
    ask_assistance,
    end_assistance,
    review_assistance,
)
from models.cases.actions.close import close, settle
from models.cases.actions.confirm import confirm
from models.cases.actions.contact import add_note, log_contact, write_to_customer
from models.cases.actions.customer import add_words, press, withdraw
from models.cases.actions.decide import decide
from models.cases.actions.extension import ask_extension, decide_extension
from models.cases.actions.key import hand_over_key
from models.cases.actions.learn import learn
from models.cases.actions.nudge import nudge
from models.cases.actions.objection import object_to_closing
from models.cases.actions.open_case import open_case
from models.cases.actions.pause import ask_again, resume, stop_waiting, wait_for_customer
from models.cases.actions.plan import MilestoneDraft, MilestoneEnd, finish_milestone, make_plan
from models.cases.actions.promises import keep_promises
from models.cases.actions.reckon import reckon
from models.cases.actions.reopen import reopen
from models.cases.actions.reply import tell
from models.cases.actions.result import submit_result
from models.cases.actions.reveal import reveal_contact
from models.cases.actions.review import approve, reject
from models.cases.actions.take_over import take_over
from models.cases.actions.triage import triage

__all__ = [
    "MilestoneDraft",
    "MilestoneEnd",
    "add_note",
    "add_words",
    "answer_assistance",
    "approve",
    "ask_again",
    "ask_assistance",
    "ask_extension",
    "assign",
    "close",
    "confirm",
    "decide",
    "decide_extension",
    "end_assistance",
    "finish_milestone",
    "hand_over_key",
    "keep_promises",
    "learn",
    "log_contact",
    "make_plan",
    "nudge",
    "object_to_closing",
    "open_case",
    "press",
    "reckon",
    "reject",
    "reopen",
    "resume",
    "reveal_contact",
    "review_assistance",
    "settle",
    "stop_waiting",
    "submit_result",
    "take",
    "take_over",
    "tell",
    "triage",
    "wait_for_customer",
    "withdraw",
    "write_to_customer",
]
