"""Something that was raised is taken up by somebody, given to another, or declined (K-02)."""

from dataclasses import dataclass
from datetime import date, datetime

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.improvement.queries import held
from models.improvement.rules.steps import ItemStep, item_steps
from models.improvement.tables import ImprovementItem
from models.improvement.words import ItemState
from models.outbox.actions import notify_all
from models.people.tables import Staff


@dataclass(frozen=True)
class Taking:
    """Who does what until when; the cause by whose cases the effect is counted."""

    owner: Staff
    due_on: date
    measure: str
    category: str | None
    region: str = ""
    product_id: int | None = None


def take_up(
    item: ImprovementItem, taking: Taking, *, by: Staff, now: datetime, seen: int | None
) -> ImprovementItem:
    """The owner gets it with a measure and a day; who raised it is told too. Records improvement.taken_up.

    Raises NotAllowed for who suggested it, WrongState, Stale; Invalid ("measure", "required"),
    ("due_on", "past"), ("owner", "left").
    """
    _check(taking, now)
    item = _held(item, by, ItemStep.TAKING_UP, ItemState.SUGGESTED, seen)
    item.state, item.owner, item.due_on = ItemState.OPEN, taking.owner, taking.due_on
    item.measure, item.category, item.region = taking.measure.strip(), taking.category, taking.region.strip()
    item.product_id = taking.product_id
    item.taken_by_id, item.taken_at = by.id, now
    item.version += 1
    db.session.flush()
    record(
        "improvement.taken_up",
        item,
        by=by,
        now=now,
        owner=taking.owner.id,
        last_day=taking.due_on.isoformat(),
    )
    _tell({taking.owner.id, item.raised_by_id} - {by.id}, "improvement_taken_up", item, now)
    return item


def change_item(
    item: ImprovementItem, taking: Taking, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> ImprovementItem:
    """Another owner, day or measure of what was taken up, with a reason; who owned it, who owns it and who
    raised it are told. The cause stays, as its cases before are counted already. Records improvement.changed.

    Raises as `take_up`, and Invalid("reason", "required").
    """
    if not reason.strip():
        raise Invalid("reason", "required")
    _check(taking, now)
    item = _held(item, by, ItemStep.CHANGE, ItemState.OPEN, seen)
    before = item.owner_id or taking.owner.id
    item.owner, item.due_on, item.measure = taking.owner, taking.due_on, taking.measure.strip()
    item.version += 1
    db.session.flush()
    record(
        "improvement.changed",
        item,
        by=by,
        now=now,
        reason=reason.strip(),
        owner=taking.owner.id,
        owner_before=before,
        last_day=taking.due_on.isoformat(),
    )
    _tell({taking.owner.id, before, item.raised_by_id} - {by.id}, "improvement_changed", item, now)
    return item


def decline(
    item: ImprovementItem, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> ImprovementItem:
    """Nothing is done about it, and why; who raised it is told. Records improvement.declined.

    Raises NotAllowed, WrongState, Stale, Invalid("reason", "required").
    """
    if not reason.strip():
        raise Invalid("reason", "required")
    item = _held(item, by, ItemStep.DECLINING, ItemState.SUGGESTED, seen)
    item.state, item.declined_because = ItemState.DECLINED, reason.strip()
    item.version += 1
    db.session.flush()
    record("improvement.declined", item, by=by, now=now)
    _tell({item.raised_by_id} - {by.id}, "improvement_declined", item, now)
    return item


def _check(taking: Taking, now: datetime) -> None:
    if not taking.measure.strip():
        raise Invalid("measure", "required")
    if taking.due_on < local_day(now):
        raise Invalid("due_on", "past")
    if not taking.owner.works_on(local_day(now)):
        raise Invalid("owner", "left")


def _held(
    item: ImprovementItem, by: Staff, step: ItemStep, state: ItemState, seen: int | None
) -> ImprovementItem:
    item = held(item)
    if item.state is not state:
        raise WrongState("improvement", item.state.value)
    if step not in item_steps(item, by):
        raise NotAllowed("improvement")
    item.expect(seen)
    return item


def _tell(people: set[int], kind: str, item: ImprovementItem, now: datetime) -> None:
    notify_all(sorted(people), kind, about=item.audit_name, now=now, facts={})
