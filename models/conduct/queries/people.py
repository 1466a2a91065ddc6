"""Finding whom somebody means by a name or a staff number (C-04)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, or_, select

from models.db import db
from models.people.queries import works_on
from models.people.tables import Staff


def people_called(words: str, today: date) -> Sequence[Staff]:
    """Who works here and has exactly this number, login, or name in either language; several share a name."""
    said = words.strip()
    found = select(Staff).where(
        works_on(today),
        or_(
            Staff.number == said.upper(),
            Staff.login == said.lower(),
            Staff.name == said,
            func.lower(Staff.name_en) == said.lower(),
        ),
    )
    return db.session.scalars(found.order_by(Staff.number).limit(20)).all()
