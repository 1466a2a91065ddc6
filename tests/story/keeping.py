"""The part of the story that retention periods tell (X-03)."""

from datetime import datetime, timedelta

from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.personal.actions import hold_case
from models.personal.tables import ExpiryDay, ExpiryStart
from models.rulebook.queries import retention_at
from tests.cast import Cast


def keep_periods(cast: Cast, closed: Case, now: datetime) -> None:
    """A closed case is held for a lawsuit; what went by periods before these was counted, and that it goes by
    these waits for an administrator."""
    today, rules = local_day(now), retention_at(now)
    hold_case(closed, "客户已起诉，等待判决", today + timedelta(days=200), by=cast.leader, now=now)
    db.session.add(
        ExpiryDay(day=today - timedelta(days=30), cases=2, customers=1, files=3, mails=4, addresses=30)
    )
    db.session.add(
        ExpiryStart(
            complaint_months=rules.complaint_months,
            severe_months=rules.severe_months,
            other_months=rules.other_months,
            mail_months=rules.mail_months,
            list_months=rules.list_months,
            asked_at=now,
            not_before=today + timedelta(days=rules.wait_days),
            cases=2,
            mails=5,
            addresses=40,
            counted_at=now,
            told_at=now,
        )
    )
    db.session.flush()
