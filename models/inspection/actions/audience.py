"""Who is told about inspections and corrections (Q-01)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from models.cases.actions.audience import with_role
from models.clock import local_day
from models.db import db
from models.inspection.tables import Correction, Inspection
from models.outbox.actions import notify_all
from models.people.queries import every_department, who_may
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.support.rules import heads_above


class Named(Protocol):
    """Whatever a notice may be about."""

    @property
    def audit_name(self) -> str: ...


def tell(
    people: Iterable[int | None],
    kind: str,
    about: Named,
    *,
    now: datetime,
    but: int | None = None,
    dedupe: str | None = None,
    **facts: Any,
) -> None:
    """Gives notice to each who still works here, but not to the one who acts."""
    on = local_day(now)
    wanted = {each for each in people if each is not None and each != but}
    here = {each for each in wanted if (person := db.session.get(Staff, each)) and person.works_on(on)}
    if here:
        notify_all(here, kind, about=about.audit_name, now=now, facts=facts, dedupe=dedupe)


def concerned(inspection: Inspection) -> set[int]:
    """The inspected person, and the nearest head of the department."""
    heads = heads_of(inspection.department_id)[:1]
    return {each for each in (inspection.person_id, *heads) if each is not None}


def heads_of(department_id: int) -> list[int]:
    """The heads of a department and of those above it, the nearest first."""
    departments = {row.id: row for row in every_department()}
    return heads_above(department_id, departments, 0)


def in_charge(staff_id: int, *, now: datetime) -> set[int]:
    """Who is to score or check; where they have left, whoever steers inspections and can name another."""
    on = local_day(now)
    person = db.session.get(Staff, staff_id)
    if person is not None and person.works_on(on):
        return {person.id}
    return {each.id for each in who_may(Permission.INSPECTION_DRAW, on=on)}


def correcting(correction: Correction, *, now: datetime, higher: bool = False) -> set[int]:
    """Who is to make a correction: the nearest head, else whoever handles cases there; `higher` adds the
    heads above and the leading group."""
    heads = heads_of(correction.department_id)
    found = set(heads[:1])
    if not found:
        there = {correction.department_id}
        found = {each.id for each in who_may(Permission.CASE_HANDLE, on=local_day(now), departments=there)}
    if higher:
        found |= {*heads[:2], *with_role(Role.LEADING_GROUP, now=now)}
    return found - {correction.checker_id}
