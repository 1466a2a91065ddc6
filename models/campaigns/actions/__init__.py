"""Every write to a campaign: what people do, what the clock does a chunk at a time, what visitors do."""

from models.campaigns.actions.ask import ask_next, remind_next
from models.campaigns.actions.call import claim_call, finish_call, note_call, release_call, show_number
from models.campaigns.actions.end import end, follow, stop
from models.campaigns.actions.freeze import freeze, thaw
from models.campaigns.actions.launch import pause, resume, start, try_out
from models.campaigns.actions.prepare import (
    add_members,
    begin_preparing,
    drop_members,
    end_preparing,
    fail_preparing,
    make_anonymous_links,
)
from models.campaigns.actions.seal import note_anonymous_answers, seal
from models.campaigns.actions.turn import claim, give_back, hold
from models.campaigns.actions.visit import admit
from models.campaigns.actions.wish import ask_again_after_all, ask_no_more
from models.campaigns.actions.write import CampaignDraft, discard, rewrite, write

__all__ = [
    "CampaignDraft",
    "add_members",
    "admit",
    "ask_again_after_all",
    "ask_next",
    "ask_no_more",
    "begin_preparing",
    "claim",
    "claim_call",
    "discard",
    "drop_members",
    "end",
    "end_preparing",
    "fail_preparing",
    "finish_call",
    "follow",
    "freeze",
    "give_back",
    "hold",
    "make_anonymous_links",
    "note_anonymous_answers",
    "note_call",
    "pause",
    "release_call",
    "remind_next",
    "resume",
    "rewrite",
    "seal",
    "show_number",
    "start",
    "stop",
    "thaw",
    "try_out",
    "write",
]
