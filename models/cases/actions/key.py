"""Handing the secret key to a customer who left no mail address (H-08, V-03, V-07)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.queries.keys import KEY_SHOWN, key_shown
from models.cases.queries.scope import standing
from models.cases.rules.keys import SHOWN_FOR, key_is_ours_to_hand_over, may_hand_over_key
from models.cases.tables import Case
from models.db import db
from models.errors import NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff


def hand_over_key(case: Case, *, by: Staff, now: datetime) -> None:
    """Lets a person see the key of a case once, to read it out or print it for the customer.

    Whoever holds the key speaks for the customer, so it is shown to one person only and leaves a
    trace: records case.key_shown. Asked again by the same person within SHOWN_FOR nothing is recorded
    anew. Raises NotAllowed for who does not talk to this customer; WrongState where it was shown
    before, or where the customer got it by mail or from the web form.
    """
    if not may_hand_over_key(case, standing(case, by)):
        raise NotAllowed("key")
    # Of two who ask at once the second waits here, and then finds it shown.
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    before = key_shown(case)
    if before is not None and before.staff_id == by.id and now - before.at <= SHOWN_FOR:
        return
    if before is not None or not key_is_ours_to_hand_over(case):
        raise WrongState("key", case.state.value)
    record(KEY_SHOWN, case, by=by, now=now)
