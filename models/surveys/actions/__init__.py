"""Every write of the area surveys, a module a verb."""

from models.surveys.actions.answer import complete, forget_call, keep, require_open, save, settle
from models.surveys.actions.drafts import (
    ask_to_publish,
    begin,
    create,
    drop,
    edit,
    replace_part,
    take_back,
)
from models.surveys.actions.install import install_defaults
from models.surveys.actions.invite import invite, reopen, withdraw
from models.surveys.actions.publish import publish, write_draft

__all__ = [
    "ask_to_publish",
    "begin",
    "complete",
    "create",
    "drop",
    "edit",
    "forget_call",
    "install_defaults",
    "invite",
    "keep",
    "publish",
    "reopen",
    "replace_part",
    "require_open",
    "save",
    "settle",
    "take_back",
    "withdraw",
    "write_draft",
]
