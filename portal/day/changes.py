"""What customers did lately, a sentence each (M-02)."""

from dataclasses import dataclass
from datetime import datetime

from models.cases.queries import Change
from models.privacy import masked_name
from web.language import _, lazy

SENTENCES = {
    "case.customer_added": lazy("%(who)s added to the case"),
    "case.pressed": lazy("%(who)s presses for action"),
    "case.reopened": lazy("%(who)s is not satisfied: round %(round)s"),
    "case.withdrawn": lazy("%(who)s withdrew the case"),
}
BAD = {"case.pressed", "case.reopened"}


@dataclass(frozen=True)
class News:
    """One line: what happened, to which case, when; whether it is bad news."""

    what: str
    number: str
    title: str
    language: str
    at: datetime
    bad: bool


def news(change: Change) -> News | None:
    """The line of a change; None for one that the next line says better (not satisfied, so reopened)."""
    event, case = change.event, change.case
    who = masked_name(case.contact_name) or _("A customer")
    if event.kind == "case.confirmed":
        if not event.facts.get("satisfied"):
            return None
        what = _("%(who)s is satisfied with the result", who=who)
    else:
        what = str(SENTENCES[event.kind]) % {"who": who, "round": event.facts.get("round", case.round)}
    return News(what, case.number, case.title, case.language, event.at, event.kind in BAD)
