"""Who is told about a case inside the house."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.duty.queries import on_duty
from models.events.actions import Actor
from models.events.tables import Party
from models.outbox.actions import notify_all
from models.outbox.rules import topic_of
from models.outbox.tables import Topic
from models.people.queries import works_on
from models.people.roles import Role
from models.people.tables import Department, RoleGrant, Staff
from models.rulebook.document import Rules
from models.rulebook.queries import rules_of
from models.rulebook.words import Audience


def with_role(role: Role, *, now: datetime) -> list[int]:
    """The ids of all who play a role and work here today."""
    return list(
        db.session.scalars(
            select(RoleGrant.staff_id)
            .join(Staff, Staff.id == RoleGrant.staff_id)
            .where(RoleGrant.role == role, works_on(local_day(now)))
        )
    )


def head_of(case: Case) -> list[int]:
    """The head of the lead department, or of the nearest department above that has one."""
    department = db.session.get(Department, case.lead_department_id) if case.lead_department_id else None
    while department is not None and department.head_id is None:
        department = db.session.get(Department, department.parent_id) if department.parent_id else None
    return [department.head_id] if department and department.head_id else []


def heads_over(case: Case, rules: Rules) -> list[int]:
    """The head of the lead department; of customer service while nobody leads the case yet."""
    if case.lead_department_id is not None:
        return head_of(case)
    return _head_of_route(rules.routes.customer_service)


def _head_of_route(code: str) -> list[int]:
    head = db.session.scalar(select(Department.head_id).where(Department.code == code))
    return [head] if head else []


def handlers_or_head(department: Department, *, now: datetime) -> list[int]:
    """Who answers for a department: its head, else all of its people who work here today; of them those
    who are relieved of new cases only where nobody else is (H-10)."""
    if department.head_id:
        return [department.head_id]
    today = local_day(now)
    relieved = Staff.relieved_until >= today
    rows = select(Staff.id, relieved).where(Staff.department_id == department.id, works_on(today))
    people = db.session.execute(rows).all()
    return [person for person, spared in people if not spared] or [person for person, _spared in people]


def owner_or_head(case: Case, *, now: datetime) -> list[int]:
    """Who has the case: its owner, if still here, else the head of its department, else customer service."""
    owner = db.session.get(Staff, case.owner_id) if case.owner_id else None
    if owner is not None and owner.works_on(local_day(now)):
        return [owner.id]
    return head_of(case) or with_role(Role.CUSTOMER_SERVICE_AGENT, now=now)


def people_of(audience: Audience, case: Case, rules: Rules, *, now: datetime) -> list[int]:
    """The ids of the people whom an audience of the rulebook means for a case (H-04)."""
    match audience:
        case Audience.OWNER:
            return owner_or_head(case, now=now)
        case Audience.HEAD:
            return heads_over(case, rules)
        case Audience.CUSTOMER_SERVICE:
            return with_role(Role.CUSTOMER_SERVICE_AGENT, now=now)
        case Audience.LEADING_GROUP:
            return with_role(Role.LEADING_GROUP, now=now)
        case Audience.PUBLIC_RELATIONS:
            return _head_of_route(rules.routes.public_relations)


def on_call(case: Case, rules: Rules, *, now: datetime) -> set[int]:
    """Who is on duty now for emergencies: of the lead department, and of customer service (T-02)."""
    service = db.session.scalar(select(Department.id).where(Department.code == rules.routes.customer_service))
    return set(on_duty(now, {each for each in (case.lead_department_id, service) if each is not None}))


def reviewers_of(case: Case, submitted_by_id: int | None, *, now: datetime) -> list[int]:
    """Who is asked to review a result (H-06): the head, else customer service, never who handed it in."""
    barred = {case.owner_id, case.second_id, submitted_by_id}
    found = [person for person in head_of(case) if person not in barred]
    agents = with_role(Role.CUSTOMER_SERVICE_AGENT, now=now)
    return found or [person for person in agents if person not in barred]


def parts_of(case: Case, people: Iterable[int], *, now: datetime) -> list[Audience]:
    """As what people are told about a case (H-04): each as its owner, as the head, or by role."""
    left, found = set(people), []
    members: list[tuple[Audience, Callable[[], Iterable[int | None]]]] = [
        (Audience.OWNER, lambda: [case.owner_id]),
        (Audience.HEAD, lambda: heads_over(case, rules_of(case.timing_id))),
        (Audience.CUSTOMER_SERVICE, lambda: with_role(Role.CUSTOMER_SERVICE_AGENT, now=now)),
        (Audience.LEADING_GROUP, lambda: with_role(Role.LEADING_GROUP, now=now)),
    ]
    for part, those in members:
        here = left.intersection(those()) if left else set()
        left -= here
        found += [part] if here else []
    return [*found, Audience.PUBLIC_RELATIONS] if left else found


def tell_staff(
    people: Iterable[int],
    kind: str,
    case: Case,
    *,
    by: Actor,
    now: datetime,
    dedupe: str | None = None,
    calendar: str | None = None,
    **facts: Any,
) -> None:
    """Gives notice about the case to each, but not to the one who acts: under the bell, and by mail.

    The mail leaves in working hours, those of `calendar` or else those by which cases are handled; an
    alert, and what is about a grade of which the rules say so, at once (H-04, T-02).
    """
    acting = None if isinstance(by, Party) else by.id
    told = {person for person in people if person != acting}
    if told:
        notify_all(
            told,
            kind,
            about=case.audit_name,
            now=now,
            facts={"title": case.title, **facts},
            dedupe=dedupe,
            leaves_at=_leaves_at(kind, case, calendar, now),
        )


def _leaves_at(kind: str, case: Case, calendar: str | None, now: datetime) -> datetime:
    rules = rules_of(case.timing_id)
    if topic_of(kind) is Topic.ALERT or (case.grade is not None and rules.grade(case.grade).at_any_hour):
        return now
    return rules.calendar(calendar or None).next_open(now)
