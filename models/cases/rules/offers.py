"""What a customer may do next with an own case (H-08, R-01): one table, asked by page and actions alike."""

from collections.abc import Mapping
from enum import StrEnum

from models.cases.tables import Case
from models.cases.words import Closing, State
from models.errors import WrongState


class Offer(StrEnum):
    """What the customer may do, as the noun under which it is posted: `/track/<number>/<offer>`."""

    CONFIRMATION = "confirmation"
    OBJECTION = "objection"
    PRESSING = "pressing"
    WITHDRAWAL = "withdrawal"
    WORDS = "words"


OPEN = frozenset(State) - {State.CLOSED}

STATES: Mapping[Offer, frozenset[State]] = {
    Offer.WORDS: OPEN,
    Offer.WITHDRAWAL: OPEN - {State.ANSWERED},
    Offer.PRESSING: OPEN - {State.ANSWERED, State.WAITING},
    Offer.CONFIRMATION: frozenset({State.ANSWERED}),
    Offer.OBJECTION: frozenset({State.CLOSED}),
}
"""The states in which each is offered. Who has our answer speaks to it and withdraws nothing; who is
asked something cannot press us."""

STILL_ASKED = frozenset({Closing.NO_ANSWER, Closing.NEUTRAL})
"""Ended without a clear word of the customer, who may still give it."""


def offers(case: Case, *, spoken: bool) -> frozenset[Offer]:
    """All that the customer may do now; `spoken` says whether this round's answer was spoken to before."""
    return frozenset(offer for offer in Offer if _open(offer, case, spoken))


def require_offer(offer: Offer, case: Case, *, spoken: bool = False) -> None:
    """Lets an action of the customer pass, or raises WrongState."""
    if not _open(offer, case, spoken):
        raise WrongState(offer.value, case.state.value)


def _open(offer: Offer, case: Case, spoken: bool) -> bool:
    if case.expired_at is not None:
        return False
    if offer is Offer.CONFIRMATION:
        asked = case.state in STATES[offer] or case.closing in STILL_ASKED
        return asked and not spoken
    if offer is Offer.OBJECTION and (case.closing is not Closing.MALICIOUS or case.objected_at is not None):
        return False
    return case.state in STATES[offer]
