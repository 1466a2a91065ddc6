"""What customers did lately with the cases that a person may see (M-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import load_only

from models.cases.queries.scope import in_scope
from models.cases.tables import Case
from models.db import db
from models.events.tables import Event
from models.people.tables import Staff

NEWS = ("case.confirmed", "case.customer_added", "case.pressed", "case.reopened", "case.withdrawn")
LATELY = timedelta(days=7)
SUBJECT = len("case:") + 1
"""Where the number begins in an event's subject, counted from 1 as SQL does."""


@dataclass(frozen=True)
class Change:
    """One thing that a customer did, and the case it was done to."""

    event: Event
    case: Case


def changes(staff: Staff, now: datetime, limit: int = 5) -> Sequence[Change]:
    """The latest of them, newest first, of the last seven days."""
    found = (
        select(Event, Case)
        .join(Case, Case.number == func.substr(Event.subject, SUBJECT))
        .where(Event.kind.in_(NEWS), Event.at > now - LATELY, Event.at <= now)
        .options(load_only(Case.number, Case.title, Case.contact_name, Case.language, Case.round))
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(limit)
    )
    condition = in_scope(staff)
    if condition is not None:
        found = found.where(condition)
    return [Change(event, case) for event, case in db.session.execute(found)]
