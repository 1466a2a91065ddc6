"""Who is told about a case inside the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.cases.tables import Case
from models.db import db
from models.events.actions import Actor
from models.events.tables import Party
from models.outbox.actions import notify
from models.people.roles import Role
from models.people.tables import Department, RoleGrant, Staff


def with_role(role: Role) -> list[int]:
    """The ids of all who play a role and still work here."""
    return list(
        db.session.scalars(
            select(RoleGrant.staff_id)
            .join(Staff, Staff.id == RoleGrant.staff_id)
            .where(RoleGrant.role == role, Staff.left_on.is_(None))
        )
    )


def head_of(case: Case) -> list[int]:
    """The head of the lead department, or of the nearest department above that has one."""
    department = db.session.get(Department, case.lead_department_id) if case.lead_department_id else None
    while department is not None and department.head_id is None:
        department = db.session.get(Department, department.parent_id) if department.parent_id else None
    return [department.head_id] if department and department.head_id else []


def owner_or_head(case: Case) -> list[int]:
    """Who has the case now: its owner, else the head of its department, else customer service."""
    if case.owner_id:
        return [case.owner_id]
    return head_of(case) or with_role(Role.CUSTOMER_SERVICE_AGENT)


def reviewers_of(case: Case, submitted_by_id: int | None) -> list[int]:
    """Who is asked to review a result (H-06): the head, else customer service, never who handed it in."""
    barred = {case.owner_id, submitted_by_id}
    found = [person for person in head_of(case) if person not in barred]
    return found or [person for person in with_role(Role.CUSTOMER_SERVICE_AGENT) if person not in barred]


def tell_staff(
    people: Iterable[int],
    kind: str,
    case: Case,
    *,
    by: Actor,
    now: datetime,
    dedupe: str | None = None,
    **facts: Any,
) -> None:
    """Puts a notice about the case under the bell of each, but not of the one who acts."""
    acting = None if isinstance(by, Party) else by.id
    for person in sorted(set(people)):
        if person != acting:
            notify(
                person,
                kind,
                about=case.audit_name,
                now=now,
                facts={"title": case.title, **facts},
                dedupe=f"{dedupe}:{person}" if dedupe else None,
            )
