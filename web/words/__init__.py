"""What the members of an area's enums are called on screen: a module an area, named here once."""

from web.words import (
    amendments,
    campaigns,
    cases,
    channels,
    conduct,
    events,
    imports,
    mailbox,
    outbox,
    people,
    reports,
    results,
    revisits,
    rulebook,
    support,
    surveys,
)
from web.words.registry import choices, name, word

__all__ = [
    "amendments",
    "campaigns",
    "cases",
    "channels",
    "choices",
    "conduct",
    "events",
    "imports",
    "mailbox",
    "name",
    "outbox",
    "people",
    "reports",
    "results",
    "revisits",
    "rulebook",
    "support",
    "surveys",
    "word",
]
