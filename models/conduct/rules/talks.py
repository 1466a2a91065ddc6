"""Who leads a talk with a head, and which of its steps is possible when (A-04, C-03). Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from models.conduct.words import GoalOutcome, TalkState, TalkStep

STEPS = {
    TalkStep.INVITE: frozenset({TalkState.DUE, TalkState.INVITED}),
    TalkStep.WRITE_MINUTES: frozenset({TalkState.INVITED}),
    TalkStep.ACKNOWLEDGE: frozenset({TalkState.HELD}),
    TalkStep.REVIEW_GOAL: frozenset({TalkState.HELD, TalkState.ACKNOWLEDGED}),
}
"""In which states each step can be taken. A head who never acknowledges holds up no review of the goals."""


@dataclass(frozen=True)
class House:
    """Whom a talk with a department's head could be led by today, by ids: human resources and the leading
    group; `line` are the `head`, and everybody of the department and of those below it."""

    hr: Collection[int]
    leading_group: Collection[int]
    line: Collection[int]
    head: int | None = None


def leading(house: House) -> frozenset[int]:
    """Who invites, writes the minutes and reviews the goals: human resources and the leading group, but
    nobody of the department's own line. Where that leaves nobody, as at the top, the leading group without
    the head."""
    free = frozenset({*house.hr, *house.leading_group}) - frozenset(house.line)
    return free or frozenset(house.leading_group) - {house.head}


def may_be_reviewed(outcome: GoalOutcome, due_on: date, today: date) -> bool:
    """Whether a goal can be said to be met or not: met at any time, missed when its day is over."""
    return outcome is GoalOutcome.MET or today > due_on
