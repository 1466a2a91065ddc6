"""Reading logins: by what a person types, and by what a browser holds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from models.clock import local_day
from models.db import db
from models.people.tables import LoginSession, RecoveryCode, Staff


def staff_with_login(login: str) -> Staff | None:
    """The person with this login, as typed (case and spaces around it do not matter)."""
    return db.session.scalars(select(Staff).where(Staff.login == login.strip().lower())).one_or_none()


def running_session(token_digest: str, *, now: datetime) -> LoginSession | None:
    """The login with this token, unless it ended, expired, or its person no longer works here."""
    row = db.session.scalars(_RUNNING, {"token": token_digest, "now": now}).one_or_none()
    return row if row is not None and row.staff.works_on(local_day(now)) else None


_RUNNING = select(LoginSession).where(
    LoginSession.token_digest == bindparam("token"),
    LoginSession.ended_at.is_(None),
    LoginSession.expires_at > bindparam("now"),
)
"""Asked for by every request."""


def count_recovery_codes(staff: Staff) -> int:
    """How many recovery codes a person has not used yet."""
    unused = select(func.count()).where(RecoveryCode.staff_id == staff.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(unused) or 0


def running_sessions_of(staff: Staff, *, now: datetime) -> Sequence[LoginSession]:
    """A person's logins that have not ended, newest first."""
    return db.session.scalars(
        select(LoginSession)
        .where(
            LoginSession.staff_id == staff.id,
            LoginSession.ended_at.is_(None),
            LoginSession.expires_at > now,
        )
        .order_by(LoginSession.id.desc())
    ).all()
