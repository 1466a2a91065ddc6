"""Who changes rules in the tests, and what the trail says of it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.events.tables import Event
from models.people.tables import Staff


@dataclass(frozen=True)
class Editors:
    """Two administrators, and an agent who may not touch the rules."""

    author: Staff
    second: Staff
    agent: Staff


def recorded(session: Session, kind: str) -> list[tuple[str, int | None, str]]:
    rows = session.execute(select(Event.subject, Event.staff_id, Event.reason).where(Event.kind == kind))
    return [tuple(row) for row in rows]
