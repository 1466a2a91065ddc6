"""Where customer service sees the mail that came in: above all what became no case (V-04)."""

from portal.mailbox import listing, message, verbs
from portal.mailbox.blueprint import blueprint

__all__ = ["blueprint", "listing", "message", "verbs"]
