"""Removing the rows of logins that are over."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from models.db import changed_rows
from models.people.tables import LoginSession

KEPT = timedelta(days=1)
"""How long a login's row outlives the login; that it happened stays in the trail (X-02)."""


def forget_ended_logins(*, now: datetime) -> int:
    """Deletes logins that ended or ran out longer than KEPT ago; returns how many."""
    over = or_(LoginSession.expires_at < now - KEPT, LoginSession.ended_at < now - KEPT)
    return changed_rows(delete(LoginSession).where(over).execution_options(synchronize_session=False))
