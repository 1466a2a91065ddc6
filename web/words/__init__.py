"""What the members of an area's enums are called on screen: a module an area, named here once."""

from web.words import amendments, cases, events, imports, mailbox, outbox, people, revisits, rulebook
from web.words.registry import choices, name, word

__all__ = [
    "amendments",
    "cases",
    "choices",
    "events",
    "imports",
    "mailbox",
    "name",
    "outbox",
    "people",
    "revisits",
    "rulebook",
    "word",
]
