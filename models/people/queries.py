"""Reading people: logins, staff, departments."""

from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.people.tables import LoginSession


def running_session(token_digest: str, *, now: datetime) -> LoginSession | None:
    """The login with this token, unless it ended, expired, or its person no longer works here."""
    row = db.session.scalars(
        select(LoginSession).where(
            LoginSession.token_digest == token_digest,
            LoginSession.ended_at.is_(None),
            LoginSession.expires_at > now,
        )
    ).one_or_none()
    return row if row is not None and row.staff.works_on(local_day(now)) else None
