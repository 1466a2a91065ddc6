"""Who is told about a session."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.outbox.actions import notify_all
from models.training.queries.sessions import roster
from models.training.tables import TrainingSession


def tell(
    people: Iterable[int | None],
    kind: str,
    session: TrainingSession,
    *,
    now: datetime,
    but: int | None = None,
    dedupe: str | None = None,
    **facts: Any,
) -> None:
    """Puts a notice about the session under the bell of each, without whoever did it."""
    wanted = {person for person in people if person is not None} - {but}
    known = {"title": session.title, "since": session.starts_at.isoformat()}
    notify_all(sorted(wanted), kind, about=session.audit_name, now=now, facts=known | facts, dedupe=dedupe)


def everybody_in(session: TrainingSession) -> list[int]:
    """Who is enrolled or waits, and who holds it."""
    return [session.trainer_id, *(each.staff_id for each in roster(session))]
