"""The decision reaches the person: acknowledged, or refused before a witness (A-03)."""

from datetime import datetime
from typing import Any

from models.accountability.actions.audience import office, tell
from models.accountability.actions.clocks import move
from models.accountability.actions.guard import enter
from models.accountability.queries.due_people import concern_of
from models.accountability.rules.due_process import Verb
from models.accountability.rules.separation import bar
from models.accountability.tables import Delivery, Matter
from models.accountability.words import DeliveryKind, Duty
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.people.tables import Staff


def acknowledge(matter: Matter, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """The person takes the decision with their name; their time to appeal starts. That agrees to nothing.

    Records matter.delivered. Raises as every verb does.
    """
    if by.id != matter.person_id:
        raise NotAllowed("permission")
    matter = enter(Verb.DELIVER, matter, by=by, now=now, seen=seen)
    return _delivered(matter, Delivery(kind=DeliveryKind.ACKNOWLEDGED, by_id=by.id, at=now), by=by, now=now)


def deliver_refused(matter: Matter, witness: Staff, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """The person refused to take the decision, and a witness saw it; their time to appeal starts.

    Records matter.delivered. Raises as every verb does, Invalid for a witness who is kept from the matter,
    or who delivers.
    """
    if by.id == matter.person_id:
        raise NotAllowed("matter_oneself")
    matter = enter(Verb.DELIVER, matter, by=by, now=now, seen=seen)
    if witness.id == by.id:
        raise Invalid("witness", "same_person")
    if why := bar(Duty.DELIVER, witness.id, concern_of(matter, local_day(now))):
        raise Invalid("witness", f"matter_{why.value}")
    if not witness.works_on(local_day(now)):
        raise Invalid("witness", "not_here_then")
    delivery = Delivery(kind=DeliveryKind.REFUSED, by_id=by.id, witness_id=witness.id, at=now)
    return _delivered(matter, delivery, by=by, now=now)


def _delivered(matter: Matter, delivery: Delivery, *, by: Staff, now: datetime) -> Matter:
    matter.delivery = delivery
    db.session.flush()
    move(matter, by=by, now=now)
    seen_by: dict[str, Any] = {} if delivery.witness_id is None else {"witness": delivery.witness_id}
    record("matter.delivered", matter, by=by, now=now, delivery=delivery.kind, **seen_by)
    tell(office(matter, now=now) | {matter.person_id}, "matter_delivered", matter, now=now, but=by.id)
    return matter
