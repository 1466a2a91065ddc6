"""Words for the area mailbox: what became of a message, why, and the parts of the list (V-04)."""

from models.mailbox.queries import Tab
from models.mailbox.words import Fate, Reason
from web.language import lazy
from web.words.registry import name

name(
    Fate,
    {
        Fate.WAITING: lazy("Not looked into yet"),
        Fate.CASE: lazy("New case"),
        Fate.WORDS: lazy("Added to a case"),
        Fate.AUTO_REPLY: lazy("Automatic answer"),
        Fate.BOUNCE: lazy("Returned letter"),
        Fate.RECEIPT: lazy("Delivery report"),
        Fate.IGNORED: lazy("No case"),
        Fate.FAILED: lazy("Could not be handled"),
    },
)
name(
    Reason,
    {
        Reason.CLOSED_CASE: lazy("answers a closed case"),
        Reason.UNPROVEN: lazy("names another’s case"),
        Reason.UNREADABLE: lazy("cannot be read"),
        Reason.TOO_LARGE: lazy("too large to be fetched whole"),
        Reason.BY_HAND: lazy("made by a person"),
        Reason.DUPLICATE: lazy("came before"),
        Reason.LOOP: lazy("goes in a circle"),
        Reason.OWN: lazy("one of ours"),
        Reason.TOO_MANY: lazy("too many in a short time"),
        Reason.EMPTY: lazy("says nothing"),
        Reason.TO_STAFF: lazy("answers a mail to staff"),
    },
)
name(
    Tab,
    {
        Tab.CHECK: lazy("To check"),
        Tab.CASES: lazy("On cases"),
        Tab.AUTOMATIC: lazy("Automatic"),
        Tab.BOUNCES: lazy("Returned letters"),
        Tab.IGNORED: lazy("No case"),
        Tab.ALL: lazy("All"),
    },
)
