"""Who is told about a request for support."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.cases.actions.audience import with_role
from models.outbox.actions import notify
from models.people.roles import Role
from models.support.tables import SupportRequest
from models.support.words import Reach


def answering(request: SupportRequest, *, now: datetime) -> set[int]:
    """All whom the request has reached, and who may answer it."""
    found = {request.head_id}
    if request.reach is not Reach.HEAD:
        found.add(request.above_id)
    if request.reach is Reach.LEADING_GROUP:
        found |= set(with_role(Role.LEADING_GROUP, now=now))
    return {person for person in found if person is not None} - {request.by_id}


def tell(
    people: Iterable[int],
    kind: str,
    request: SupportRequest,
    *,
    now: datetime,
    dedupe: str = "",
    **facts: Any,
) -> None:
    """Puts a notice about the request under the bell of each."""
    for person in sorted(set(people)):
        notify(
            person,
            kind,
            about=request.audit_name,
            now=now,
            facts={"asker": [request.by.name, request.by.name_en], **facts},
            dedupe=f"{dedupe}:{person}" if dedupe else None,
        )
