"""When the key of a case was handed over, and by whom."""

from sqlalchemy import select

from models.cases.tables import Case
from models.db import db
from models.events.tables import Event

KEY_SHOWN = "case.key_shown"


def key_shown(case: Case) -> Event | None:
    """The event of its being shown to staff; there is one at most."""
    return db.session.scalars(
        select(Event).where(Event.subject == case.audit_name, Event.kind == KEY_SHOWN)
    ).first()
