"""Every write of the area surveys, a module a verb."""

from models.surveys.actions.answer import complete, require_open, save
from models.surveys.actions.install import install_defaults
from models.surveys.actions.invite import invite, withdraw
from models.surveys.actions.publish import publish, write_draft

__all__ = [
    "complete",
    "install_defaults",
    "invite",
    "publish",
    "require_open",
    "save",
    "withdraw",
    "write_draft",
]
