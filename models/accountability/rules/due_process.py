"""The one way a matter goes: which verb leads from where to where, and whose turn it is (A-03). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.accountability.words import Duty, MatterState, Step
from models.errors import WrongState


class Verb(StrEnum):
    """What moves a matter on: one door each."""

    NOTIFY = "notify"
    STATE = "state"
    CLOSE_INVESTIGATION = "close_investigation"
    FIND = "find"
    PROPOSE = "propose"
    RETURN = "return"
    DECIDE = "decide"
    DELIVER = "deliver"
    APPEAL = "appeal"
    HEAR = "hear"
    STATEMENT_OVER = "statement_over"
    APPEAL_OVER = "appeal_over"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


class Turn(StrEnum):
    """Whose part a verb is."""

    OFFICE = "office"
    """Human resources, or whoever stands in for them."""
    PERSON = "person"
    INVESTIGATOR = "investigator"
    DECIDER = "decider"
    HEARER = "hearer"
    CLOCK = "clock"


@dataclass(frozen=True)
class Door:
    """A verb's states before and after, and whose it is."""

    before: frozenset[MatterState]
    to: MatterState
    turn: Turn
    duty: Duty | None = None


S = MatterState
UNDECIDED = frozenset({S.OPENED, S.NOTIFIED, S.HEARD, S.INVESTIGATED, S.FOUND, S.PROPOSED})

DOORS: Mapping[Verb, Door] = {
    Verb.NOTIFY: Door(frozenset({S.OPENED}), S.NOTIFIED, Turn.OFFICE, Duty.NOTIFY),
    Verb.STATE: Door(frozenset({S.NOTIFIED}), S.HEARD, Turn.PERSON),
    Verb.STATEMENT_OVER: Door(frozenset({S.NOTIFIED}), S.HEARD, Turn.CLOCK),
    Verb.CLOSE_INVESTIGATION: Door(frozenset({S.HEARD}), S.INVESTIGATED, Turn.INVESTIGATOR, Duty.INVESTIGATE),
    Verb.FIND: Door(frozenset({S.INVESTIGATED}), S.FOUND, Turn.INVESTIGATOR, Duty.INVESTIGATE),
    Verb.PROPOSE: Door(frozenset({S.FOUND}), S.PROPOSED, Turn.INVESTIGATOR, Duty.INVESTIGATE),
    Verb.RETURN: Door(frozenset({S.PROPOSED}), S.FOUND, Turn.DECIDER, Duty.DECIDE),
    Verb.DECIDE: Door(frozenset({S.PROPOSED}), S.DECIDED, Turn.DECIDER, Duty.DECIDE),
    Verb.DELIVER: Door(frozenset({S.DECIDED}), S.DELIVERED, Turn.OFFICE, Duty.DELIVER),
    Verb.APPEAL: Door(frozenset({S.DELIVERED}), S.APPEALED, Turn.PERSON),
    Verb.APPEAL_OVER: Door(frozenset({S.DELIVERED}), S.FINAL, Turn.CLOCK),
    Verb.HEAR: Door(frozenset({S.APPEALED}), S.FINAL, Turn.HEARER, Duty.HEAR),
    Verb.WITHDRAW: Door(UNDECIDED, S.WITHDRAWN, Turn.OFFICE, Duty.WITHDRAW),
    Verb.LAPSE: Door(UNDECIDED, S.LAPSED, Turn.CLOCK),
}

GATHERED_IN = frozenset({S.OPENED, S.NOTIFIED, S.HEARD})
"""States in which evidence is gathered."""
IN_THEIR_TIME = frozenset({Verb.STATE, Verb.APPEAL})
"""The person's word: heard within its time, and after that not (A-03)."""
ON_THEIR_OWN = frozenset({S.INVESTIGATED, S.FOUND})
"""States in which the investigator comes to their result, and nobody is put in their place without need."""

WAITS_FOR: Mapping[MatterState, Step] = {
    S.OPENED: Step.NOTICE,
    S.NOTIFIED: Step.STATEMENT,
    S.HEARD: Step.INVESTIGATION,
    S.INVESTIGATED: Step.FINDING,
    S.FOUND: Step.PROPOSAL,
    S.PROPOSED: Step.DECISION,
    S.DECIDED: Step.DELIVERY,
    S.DELIVERED: Step.APPEAL,
    S.APPEALED: Step.HEARING,
}
"""The step whose clock runs in each state; none in one that is ended."""


def after(verb: Verb, state: MatterState) -> MatterState:
    """Where a verb leads from a state. Raises WrongState where its door is not."""
    door = DOORS[verb]
    if state not in door.before:
        raise WrongState(f"matter_{verb.value}", state.value)
    return door.to


def names_investigator(state: MatterState, *, free: bool) -> bool:
    """Whether an investigator may be named; `free` is whether the one who is may still have the part."""
    return state in GATHERED_IN or (state in ON_THEIR_OWN and not free)


def possible(state: MatterState) -> tuple[Verb, ...]:
    """The verbs whose doors are open in a state, in the order of the proceeding."""
    return tuple(verb for verb, door in DOORS.items() if state in door.before)
