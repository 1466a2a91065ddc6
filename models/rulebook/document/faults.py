"""How parts of a document contradict each other, so that each reader can be told in their own language."""

from collections.abc import Sequence
from dataclasses import dataclass

SENTENCES = {
    "duplicate": "{what} {code!r} is there {times} times",
    "no_calendar": "{who} names the calendar {code!r}, which is not there",
    "channel_without_rules": "channel {code!r} has no rules",
    "childless": "category {code!r} of the first level has none below it",
    "no_parent": "category {code!r} is below {parent!r}, which is not there",
    "third_level": "category {code!r} is below {parent!r}, which is no first level",
    "retired_parent": "category {code!r} is below {parent!r}, which is retired",
    "leads_and_assists": "category {code!r} has {department!r} both responsible and assisting",
    "grades": "the grades need each of 1, 2 and 3 once",
    "priorities": "the priorities need each of 1 to 4 once",
    "grade_without_criterion": "grade {code} has no criterion",
    "no_criterion": "category {category!r} names the criterion {code!r}, which is not there",
    "no_reminder": "grade {grade} names the reminder {code!r}, which is not there",
    "reminder_units": "the reminders after the due time need one unit",
    "reminder_order": "the reminders must follow each other in time",
    "no_department": "department {code!r} is not there",
    "hotline_extension": "the hotline's longer limit has fewer months than {least}, the usual one",
    "hotline_limit": "the hotline's limit for acknowledging is counted in calendar days",
    "hotline_outside": "the chair and the outside reader of the hotline are both {number!r}",
}
"""What each kind of fault says to an operator."""


@dataclass(frozen=True)
class Fault:
    """One contradiction: `why` it is none of a rulebook's, in which `section`, and its facts by name."""

    why: str
    section: str
    facts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return SENTENCES[self.why].format(**dict(self.facts))


def fault(why: str, section: str, **facts: object) -> Fault:
    """A fault with its facts as text."""
    return Fault(why, section, tuple((name, str(value)) for name, value in facts.items()))


class Contradiction(ValueError):
    """All faults of a document at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(str(each) for each in faults))
        self.faults = tuple(faults)
