"""Where operators see what leaves the house: every mail, how it went, and what it said."""

from portal.outbox import clock, listing, message, verbs
from portal.outbox.blueprint import blueprint

__all__ = ["blueprint", "clock", "listing", "message", "verbs"]
