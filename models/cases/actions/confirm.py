"""The customer's own word on the result, on the tracking page (R-01)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions.close import settle
from models.cases.actions.indexing import index_words
from models.cases.actions.reopen import reopen
from models.cases.rules.offers import Offer, require_offer
from models.cases.tables import Case, Confirmation
from models.cases.words import Closing, State
from models.db import db
from models.events.actions import CUSTOMER, record


def confirm(case: Case, satisfied: bool, comment: str, *, now: datetime) -> Confirmation:
    """Content closes the case, not content reopens it at once. One word a round.

    A case that was closed for want of an answer can still be spoken to. Records case.confirmed,
    then what follows from it. Raises WrongState where there is no answer to speak to.
    """
    require_offer(Offer.CONFIRMATION, case, spoken=has_spoken(case))
    confirmation = Confirmation(
        case_id=case.id, round=case.round, satisfied=satisfied, comment=comment.strip(), at=now
    )
    db.session.add(confirmation)
    db.session.flush()
    index_words(case, confirmation.comment)
    record(
        "case.confirmed",
        case,
        by=CUSTOMER,
        now=now,
        confirmation=confirmation.id,
        satisfied=satisfied,
        round=case.round,
    )
    if not satisfied:
        reopen(case, why="not_confirmed", by=CUSTOMER, now=now)
    elif case.state is State.ANSWERED:
        settle(case, Closing.CONFIRMED, by=CUSTOMER, now=now)
    return confirmation


def has_spoken(case: Case) -> bool:
    """Whether the customer spoke to this round's result before."""
    found = select(Confirmation.id).where(Confirmation.case_id == case.id, Confirmation.round == case.round)
    return db.session.scalar(found) is not None
