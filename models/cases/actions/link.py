"""Linking cases that have to do with each other, and taking the link away (T-06)."""

from datetime import datetime

from models.cases.actions.audience import owner_or_head, tell_staff
from models.cases.queries.belonging import link_between
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Link
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff


def link(case: Case, other: Case, *, reason: str, by: Staff, now: datetime) -> Link:
    """Shows each case on the other, with the reason. Tells who has the other case.

    Records case.linked on both. Raises NotAllowed, WrongState, and Invalid: "itself", "linked_already",
    "required" for a missing reason. Whoever calls has seen to it that the person may see both.
    """
    require(Step.LINK, case, standing(case, by))
    if other.id == case.id:
        raise Invalid("number", "itself")
    if not reason.strip():
        raise Invalid("reason", "required")
    if link_between(case, other) is not None:
        raise Invalid("number", "linked_already")
    first, second = sorted((case.id, other.id))
    made = Link(case_id=first, other_id=second, by_id=by.id, at=now, reason=reason.strip())
    db.session.add(made)
    db.session.flush()
    for one, its in ((case, other), (other, case)):
        record("case.linked", one, by=by, now=now, reason=made.reason, link=made.id, other=its.number)
        one.touch()
    tell_staff(owner_or_head(other, now=now), "case_linked", other, by=by, now=now)
    db.session.flush()
    return made


def unlink(case: Case, other: Case, *, reason: str, by: Staff, now: datetime) -> Link:
    """Takes a link away, for a reason; that it was there stays in both histories.

    Records case.unlinked on both. Raises NotAllowed, Invalid: "not_linked", "required".
    """
    require(Step.LINK_END, case, standing(case, by))
    if not reason.strip():
        raise Invalid("reason", "required")
    held = link_between(case, other)
    if held is None:
        raise Invalid("number", "not_linked")
    held.ended_by_id, held.ended_at, held.ended_because = by.id, now, reason.strip()
    for one, its in ((case, other), (other, case)):
        record("case.unlinked", one, by=by, now=now, reason=reason.strip(), link=held.id, other=its.number)
        one.touch()
    db.session.flush()
    return held
