"""The owner of an improvement is told that its day has come, and then that it is over (K-02)."""

from datetime import datetime

from models.clock import local_day
from models.improvement.queries import held
from models.improvement.tables import ImprovementItem
from models.improvement.words import ItemState
from models.outbox.actions import notify


def remind_of_item(item: ImprovementItem, *, now: datetime) -> bool:
    """Tells the owner on the day; once it is over, the owner and who gave it to them. Once each for a day,
    so that another day is reminded of anew; returns whether it was due."""
    item, today = held(item), local_day(now)
    if item.state is not ItemState.OPEN or item.due_on is None or item.due_on > today:
        return False
    late = item.due_on < today
    kind = "improvement_late" if late else "improvement_due"
    once = f"{kind}:{item.number}:{item.due_on:%Y%m%d}"
    people = {item.owner_id, item.taken_by_id if late else item.owner_id}
    new = [
        notify(each, kind, about=item.audit_name, now=now, dedupe=f"{once}:{each}")
        for each in sorted(each for each in people if each is not None)
    ]
    return any(new)
