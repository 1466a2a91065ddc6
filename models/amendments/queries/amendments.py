"""Amendments as rows: the open one, those of the past, and the people around them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, union
from sqlalchemy.orm import joinedload, lazyload, selectinload, undefer

from models.amendments.tables import Amendment, AmendmentEdit
from models.clock import local_day
from models.db import db
from models.events.tables import Event
from models.people.queries import works_on
from models.people.roles import GRANTS
from models.people.tables import Department, RoleGrant, Staff
from models.permissions import Permission
from models.rulebook.document import Fault, InvalidDocument, fault, parse
from models.rulebook.tables import Rulebook
from models.rulebook.words import RulebookState

PEOPLE = (
    Amendment.started_by,
    Amendment.submitted_by,
    Amendment.returned_by,
    Amendment.ended_by,
)


def open_amendment() -> Amendment | None:
    """The draft of the next edition with its document, its base and its editors; None when there is none."""
    found = (
        _with_people()
        .where(Amendment.live)
        .options(
            undefer(Amendment.document),
            joinedload(Amendment.base).undefer(Rulebook.document),
            selectinload(Amendment.edits).joinedload(AmendmentEdit.by).options(*_plain()),
        )
    )
    return db.session.scalars(found.execution_options(populate_existing=True)).unique().one_or_none()


def amendments() -> Sequence[Amendment]:
    """Every amendment with its people and its edition, newest first, without the documents."""
    found = _with_people().options(joinedload(Amendment.rulebook), joinedload(Amendment.base))
    return db.session.scalars(found.order_by(Amendment.id.desc())).unique().all()


def amendment_of(rulebook: Rulebook) -> Amendment | None:
    """The amendment that became an edition; None for those that came with the product."""
    found = _with_people().where(Amendment.rulebook_id == rulebook.id)
    return db.session.scalars(found).unique().one_or_none()


def newest_edition() -> Rulebook:
    """The edition that will hold last: what the next one is made from."""
    found = (
        select(Rulebook).where(Rulebook.state == RulebookState.IN_FORCE).options(undefer(Rulebook.document))
    )
    return db.session.scalars(found.order_by(Rulebook.effective_from.desc()).limit(1)).one()


def authors_of(amendment: Amendment) -> frozenset[int]:
    """The ids of all who wrote any of it, its name and day too; none of them may approve it (RB-02)."""
    edited = select(AmendmentEdit.by_id).where(AmendmentEdit.amendment_id == amendment.id)
    described = select(Event.staff_id).where(
        Event.subject == amendment.audit_name, Event.kind == "amendment.described"
    )
    own = {amendment.started_by_id, amendment.submitted_by_id}
    return frozenset({*db.session.scalars(union(edited, described)), *own} - {None})


def approvers(amendment: Amendment, *, now: datetime) -> list[int]:
    """The ids of all who may approve it: they have the permission, work here, and wrote none of it."""
    roles = [role for role, granted in GRANTS.items() if Permission.RULEBOOK_APPROVE in granted]
    found = (
        select(RoleGrant.staff_id)
        .join(Staff, Staff.id == RoleGrant.staff_id)
        .where(RoleGrant.role.in_(roles), works_on(local_day(now)))
    )
    return sorted(set(db.session.scalars(found)) - authors_of(amendment))


def faults_of(document: Mapping[str, Any]) -> tuple[Fault, ...]:
    """What stands between a document and being put in force: contradictions, departments that are closed."""
    try:
        rules = parse(document)
    except InvalidDocument as refused:
        return refused.faults
    there = set(db.session.scalars(select(Department.code).where(Department.closed_on.is_(None))))
    return tuple(fault("no_department", "routes", code=code) for code in sorted(rules.departments() - there))


def _with_people() -> Select[Amendment]:
    return select(Amendment).options(*(joinedload(person).options(*_plain()) for person in PEOPLE))


def _plain() -> tuple[Any, ...]:
    return lazyload(Staff.grants), lazyload(Staff.department)
