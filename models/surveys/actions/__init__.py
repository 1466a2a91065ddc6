"""Every write of the area surveys, a module a verb."""

from models.surveys.actions.answer import complete, forget_call, keep, require_open, save
from models.surveys.actions.install import install_defaults
from models.surveys.actions.invite import invite, withdraw
from models.surveys.actions.publish import publish, write_draft

__all__ = [
    "complete",
    "forget_call",
    "install_defaults",
    "invite",
    "keep",
    "publish",
    "require_open",
    "save",
    "withdraw",
    "write_draft",
]
