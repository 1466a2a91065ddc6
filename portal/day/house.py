"""My day for those who keep the house running: the clock, its jobs, and the mail (M-02, X-08)."""

from dataclasses import dataclass
from datetime import datetime

from models.outbox import queries as outbox
from models.outbox.tables import Delivery
from models.people.tables import Staff
from models.permissions import Permission
from portal.jobs.state import Health, holder, rows


@dataclass(frozen=True)
class HouseToday:
    """Whether some process runs the clock, how many jobs are not in order, and what mail waits or failed."""

    runs: bool
    jobs_in_trouble: int
    mails_failed: int
    mails_waiting: int


def house_today(by: Staff, now: datetime) -> HouseToday | None:
    """For whoever may see the jobs and send mail again; three queries."""
    if not (by.may(Permission.JOBS_READ) and by.may(Permission.OUTBOX_SEND)):
        return None
    mails = outbox.counts()
    troubled = [row for row in rows(now) if row.health in (Health.FAILED, Health.OVERDUE)]
    return HouseToday(
        runs=holder(now) is not None,
        jobs_in_trouble=len(troubled),
        mails_failed=mails.get(Delivery.FAILED, 0),
        mails_waiting=mails.get(Delivery.WAITING, 0),
    )
