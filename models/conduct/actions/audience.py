"""Who is told about a reward."""

from collections.abc import Iterable
from datetime import datetime

from models.conduct.tables import Reward
from models.outbox.actions import notify_all


def tell(people: Iterable[int | None], kind: str, reward: Reward, *, now: datetime, but: int) -> None:
    """Puts a notice about the reward under the bell of each, without whoever did it."""
    wanted = {person for person in people if person is not None} - {but}
    holder = reward.holder
    names = [getattr(holder, "name_zh", None) or getattr(holder, "name", ""), holder.name_en]
    notify_all(sorted(wanted), kind, about=reward.audit_name, now=now, facts={"asker": names})
