"""All customers of a cause are put behind the item that removes it (K-02)."""

from datetime import datetime

from sqlalchemy import insert

from models.db import db
from models.errors import NotAllowed, WrongState
from models.events.actions import record
from models.improvement.queries import held, who_else_raised
from models.improvement.rules.steps import ItemStep, item_steps
from models.improvement.tables import ImprovementItem, ImprovementVoice
from models.improvement.words import ItemState
from models.people.tables import Staff


def add_voices_of_cause(item: ImprovementItem, *, by: Staff, now: datetime, seen: int | None) -> int:
    """The customers whose cases of late are of the item's category, product and region are told too when it
    is done, each once; returns how many are new. Records improvement.voices_added where there are any.

    Raises NotAllowed, WrongState once it is done, Stale where it changed since `seen`: its cause may be
    another by now, and these other customers.
    """
    item = held(item)
    if item.state not in (ItemState.SUGGESTED, ItemState.OPEN):
        raise WrongState("improvement", item.state.value)
    if ItemStep.VOICE not in item_steps(item, by):
        raise NotAllowed("improvement")
    item.expect(seen)
    new = who_else_raised(item, by, now)
    if new:
        rows = [{"item_id": item.id, "case_id": each, "asked_again": False} for each in new]
        db.session.execute(insert(ImprovementVoice), rows)
        record("improvement.voices_added", item, by=by, now=now, cases=len(new))
    return len(new)
