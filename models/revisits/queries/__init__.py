"""Every read of revisits: what is due, the phone list, and what became of an answer."""

from models.revisits.queries.calls import (
    CallPage,
    CallView,
    call_list,
    callers,
    calls_of,
    count_calls,
    count_today,
    due_calls,
    find_call,
    may_call,
    told_result,
    wished,
)
from models.revisits.queries.chats import Rated, ratings_of
from models.revisits.queries.due import (
    answered_without_revisit,
    closed_without_lasting,
    due_to_call,
    due_to_expire,
    due_to_remind,
    due_to_send,
    fits,
    out_of_place,
    unheld,
)
from models.revisits.queries.limits import asked_elsewhere, room_for_letter
from models.revisits.queries.sitting import About, Sitting, sitting
from models.revisits.queries.story import FollowUp, Told, follow_up, of_invitation, story_of
from models.revisits.queries.unfinished import left_unfinished

__all__ = [
    "About",
    "CallPage",
    "CallView",
    "FollowUp",
    "Rated",
    "Sitting",
    "Told",
    "answered_without_revisit",
    "asked_elsewhere",
    "call_list",
    "callers",
    "calls_of",
    "closed_without_lasting",
    "count_calls",
    "count_today",
    "due_calls",
    "due_to_call",
    "due_to_expire",
    "due_to_remind",
    "due_to_send",
    "find_call",
    "fits",
    "follow_up",
    "left_unfinished",
    "may_call",
    "of_invitation",
    "out_of_place",
    "ratings_of",
    "room_for_letter",
    "sitting",
    "story_of",
    "told_result",
    "unheld",
    "wished",
]
