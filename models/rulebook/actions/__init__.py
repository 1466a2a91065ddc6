"""Writing rules and texts. Nothing is ever overwritten: a change is a new version (RB-01, H-05)."""

from models.rulebook.actions.editions import (
    BEGINNING,
    add_draft,
    draft,
    install_defaults,
    missing_departments,
    put_in_force,
    retire,
)
from models.rulebook.actions.texts import restore_template, save_sms, save_template

__all__ = [
    "BEGINNING",
    "add_draft",
    "draft",
    "install_defaults",
    "missing_departments",
    "put_in_force",
    "restore_template",
    "retire",
    "save_sms",
    "save_template",
]
