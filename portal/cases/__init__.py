"""The area cases in the portal: list, one case with its next steps, registering, papers."""

from portal.cases import (
    chain,
    countdowns,
    files,
    grave_screen,
    lists,
    mails,
    page,
    paper,
    reasons,
    register,
    reveal,
    saved,
    slip,
    verbs,
)
from portal.cases.blueprint import blueprint

__all__ = [
    "blueprint",
    "chain",
    "countdowns",
    "files",
    "grave_screen",
    "lists",
    "mails",
    "page",
    "paper",
    "reasons",
    "register",
    "reveal",
    "saved",
    "slip",
    "verbs",
]
