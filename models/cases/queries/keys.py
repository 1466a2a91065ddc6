"""When the key of a case was handed over, and by whom."""

from datetime import datetime

from sqlalchemy import select

from models.cases.rules.keys import SHOWN_FOR
from models.cases.tables import Case
from models.db import db
from models.events.tables import Event
from models.people.tables import Staff

KEY_SHOWN = "case.key_shown"


def key_shown(case: Case) -> Event | None:
    """The event of its being shown to staff; there is one at most."""
    return db.session.scalars(
        select(Event).where(Event.subject == case.audit_name, Event.kind == KEY_SHOWN)
    ).first()


def key_open_until(case: Case, staff: Staff) -> datetime | None:
    """Until when this person may look at the slip with the key; None for everybody who did not ask for it."""
    asked = key_shown(case)
    return asked.at + SHOWN_FOR if asked is not None and asked.staff_id == staff.id else None
