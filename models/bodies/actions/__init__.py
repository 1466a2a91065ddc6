"""Every write of bodies: seats and rules, meetings called and held, minutes signed, decisions carried out."""

from models.bodies.actions.agenda import AgendaDraft, add_item, gather, remove_item
from models.bodies.actions.call import MeetingDraft, call_meeting, cancel_meeting, change_meeting
from models.bodies.actions.carry_out import carry_out
from models.bodies.actions.hold import open_meeting
from models.bodies.actions.members import Appointment, appoint, end_term, set_rule
from models.bodies.actions.minute import ItemMinutes, TaskDraft, write_item
from models.bodies.actions.sign import sign
from models.bodies.actions.tasks import drop_task, finish_task, remind_task

__all__ = [
    "AgendaDraft",
    "Appointment",
    "ItemMinutes",
    "MeetingDraft",
    "TaskDraft",
    "add_item",
    "appoint",
    "call_meeting",
    "cancel_meeting",
    "carry_out",
    "change_meeting",
    "drop_task",
    "end_term",
    "finish_task",
    "gather",
    "open_meeting",
    "remind_task",
    "remove_item",
    "set_rule",
    "sign",
    "write_item",
]
