"""Everything that is done with a satisfaction report, one module a verb."""

from models.reports.actions.correct import (
    correct,
    discard_correction,
    publish_correction,
    return_correction,
    submit_correction,
    take_up_correction,
    write_correction,
)
from models.reports.actions.decide import publish, send_back
from models.reports.actions.draft import draft, recount
from models.reports.actions.life import discard, submit, take_up
from models.reports.actions.remind import remind_editors
from models.reports.actions.write import write

__all__ = [
    "correct",
    "discard",
    "discard_correction",
    "draft",
    "publish",
    "publish_correction",
    "recount",
    "remind_editors",
    "return_correction",
    "send_back",
    "submit",
    "submit_correction",
    "take_up",
    "take_up_correction",
    "write",
    "write_correction",
]
