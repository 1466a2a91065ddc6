"""Which state of a case may follow which."""

from collections.abc import Mapping

from models.cases.words import State

MOVES: Mapping[State, frozenset[State]] = {
    State.NEW: frozenset({State.ASSIGNED, State.HANDLING, State.CLOSED}),
    State.ASSIGNED: frozenset({State.ASSIGNED, State.HANDLING, State.CLOSED}),
    State.HANDLING: frozenset({State.ASSIGNED, State.HANDLING, State.WAITING, State.REVIEW, State.CLOSED}),
    State.WAITING: frozenset({State.ASSIGNED, State.HANDLING, State.CLOSED}),
    State.REVIEW: frozenset({State.HANDLING, State.APPROVED, State.CLOSED}),
    State.APPROVED: frozenset({State.ANSWERED, State.CLOSED}),
    State.ANSWERED: frozenset({State.ASSIGNED, State.HANDLING, State.CLOSED}),
    State.CLOSED: frozenset({State.NEW, State.ASSIGNED, State.HANDLING}),
}
"""A closed case is new again where nobody had triaged it: a merge was taken back, or it was reopened."""


def may_follow(now: State, then: State) -> bool:
    """Whether a case in state `now` may go to state `then`."""
    return then in MOVES[now]
