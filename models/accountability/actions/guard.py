"""What every verb on a matter asks first: its state, who may, what was read, who else is writing."""

from datetime import datetime

from models.accountability.queries.clocks import last_moment, too_late
from models.accountability.queries.due_people import concern_of, free_for, standing
from models.accountability.queries.matters import held
from models.accountability.rules.due_process import DOORS, UNDECIDED, Turn, Verb, after
from models.accountability.rules.separation import bar
from models.accountability.tables import Matter
from models.accountability.words import Duty
from models.clock import local_day
from models.errors import Invalid, NotAllowed, WrongState
from models.people.tables import Staff


def enter(verb: Verb, matter: Matter, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """The one door of a verb: locks the matter, checks all, and sets the state that follows.

    Raises WrongState, NotAllowed with the reason of separation ("matter_oneself", "matter_line",
    "matter_reporter", "matter_investigator", "matter_involved") or "permission", and Stale. Whose time has
    passed is too late, whether or not the clock has noted it: Invalid "time_over" for the person's word,
    WrongState where the whole matter has lapsed.
    """
    matter = held(matter)
    state = after(verb, matter.state)
    day = local_day(now)
    if verb not in standing(matter, by, day).verbs:
        door = DOORS[verb]
        why = bar(door.duty, by.id, concern_of(matter, day)) if door.duty else None
        raise NotAllowed(f"matter_{why.value}" if why and door.turn is not Turn.PERSON else "permission")
    if too_late(verb, matter, now):
        if matter.state in UNDECIDED and last_moment(matter) <= now:
            raise WrongState(f"matter_{verb.value}", "lapsed")
        raise Invalid("text", "time_over")
    matter.expect(seen)
    matter.state = state
    return matter


def check_duty(duty: Duty, matter: Matter, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """As `enter` for what moves nothing on: locks the matter and checks the part. Raises likewise."""
    matter = held(matter)
    day = local_day(now)
    concern = concern_of(matter, day)
    if by.id not in free_for(duty, concern, day):
        why = bar(duty, by.id, concern)
        raise NotAllowed(f"matter_{why.value}" if why else "permission")
    matter.expect(seen)
    return matter


def said(field: str, text: str) -> str:
    """A text without the blanks around it. Raises Invalid "required" for none."""
    if not text.strip():
        raise Invalid(field, "required")
    return text.strip()
