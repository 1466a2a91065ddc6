"""Every write to a case, one module a verb. Each guards, changes, records one event, and queues messages."""

from models.cases.actions.assign import assign, take
from models.cases.actions.assistance import (
    answer_assistance,
    ask_assistance,
    end_assistance,
    review_assistance,
)
from models.cases.actions.chats import register_chat
from models.cases.actions.close import close, settle
from models.cases.actions.code import send_code, use_code
from models.cases.actions.compensation import (
    CompensationDraft,
    advise,
    approve_compensation,
    ask_legal,
    end_compensation,
    pay,
    propose_compensation,
)
from models.cases.actions.confirm import confirm
from models.cases.actions.consultation import Finding, call_consultation, decide_consultation
from models.cases.actions.contact import add_note, log_contact, write_to_customer
from models.cases.actions.customer import add_words, press, withdraw
from models.cases.actions.decide import decide
from models.cases.actions.extension import ask_extension, decide_extension
from models.cases.actions.given import remind_of_given
from models.cases.actions.joint_talk import Together, talk_jointly
from models.cases.actions.key import hand_over_key
from models.cases.actions.learn import learn, unlearn
from models.cases.actions.link import link, unlink
from models.cases.actions.meeting import ItemDraft, Minutes, finish_item, hold_meeting
from models.cases.actions.merge import merge, separate
from models.cases.actions.nudge import nudge
from models.cases.actions.objection import object_to_closing
from models.cases.actions.open_case import open_case
from models.cases.actions.opinion import end_opinion_alert, raise_opinion_alert
from models.cases.actions.outside import (
    OutsideChange,
    OutsideDraft,
    answer_outside,
    bring_back,
    change_outside,
    end_outside,
    record_outside,
    register_outside,
)
from models.cases.actions.pause import ask_again, resume, stop_waiting, wait_for_customer
from models.cases.actions.plan import MilestoneDraft, MilestoneEnd, finish_milestone, make_plan
from models.cases.actions.posts import move_talk, record_post, register_post
from models.cases.actions.promises import keep_promises
from models.cases.actions.reckon import reckon
from models.cases.actions.reopen import reopen
from models.cases.actions.reply import tell
from models.cases.actions.research import register_research
from models.cases.actions.result import submit_result
from models.cases.actions.reveal import reveal_contact
from models.cases.actions.review import approve, reject
from models.cases.actions.second_handler import end_second_handler, name_second_handler
from models.cases.actions.signs import forget_signs
from models.cases.actions.special_report import ReportText, review_report, write_report
from models.cases.actions.stores import confirm_in_store, register_in_store
from models.cases.actions.take_over import take_over
from models.cases.actions.thanks import thank
from models.cases.actions.told import add_told
from models.cases.actions.triage import triage
from models.cases.actions.undelivered import undelivered

__all__ = [
    "CompensationDraft",
    "Finding",
    "ItemDraft",
    "MilestoneDraft",
    "MilestoneEnd",
    "Minutes",
    "OutsideChange",
    "OutsideDraft",
    "ReportText",
    "Together",
    "add_note",
    "add_told",
    "add_words",
    "advise",
    "answer_assistance",
    "answer_outside",
    "approve",
    "approve_compensation",
    "ask_again",
    "ask_assistance",
    "ask_extension",
    "ask_legal",
    "assign",
    "bring_back",
    "call_consultation",
    "change_outside",
    "close",
    "confirm",
    "confirm_in_store",
    "decide",
    "decide_consultation",
    "decide_extension",
    "end_assistance",
    "end_compensation",
    "end_opinion_alert",
    "end_outside",
    "end_second_handler",
    "finish_item",
    "finish_milestone",
    "forget_signs",
    "hand_over_key",
    "hold_meeting",
    "keep_promises",
    "learn",
    "link",
    "log_contact",
    "make_plan",
    "merge",
    "move_talk",
    "name_second_handler",
    "nudge",
    "object_to_closing",
    "open_case",
    "pay",
    "press",
    "propose_compensation",
    "raise_opinion_alert",
    "reckon",
    "record_outside",
    "record_post",
    "register_chat",
    "register_in_store",
    "register_outside",
    "register_post",
    "register_research",
    "reject",
    "remind_of_given",
    "reopen",
    "resume",
    "reveal_contact",
    "review_assistance",
    "review_report",
    "send_code",
    "separate",
    "settle",
    "stop_waiting",
    "submit_result",
    "take",
    "take_over",
    "talk_jointly",
    "tell",
    "thank",
    "triage",
    "undelivered",
    "unlearn",
    "unlink",
    "use_code",
    "wait_for_customer",
    "withdraw",
    "write_report",
    "write_to_customer",
]
