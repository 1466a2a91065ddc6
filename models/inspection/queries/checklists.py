"""Reading checklists: every version, one with its items, the one in use (Q-01)."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.db import db
from models.inspection.tables import Checklist
from models.inspection.words import ChecklistState, Subject
from models.people.tables import Staff

QUIET = (lazyload(Staff.grants), lazyload(Staff.department))


def checklists() -> Sequence[Checklist]:
    """Every version with its items, the newest of each checklist first."""
    return db.session.scalars(_whole().order_by(Checklist.code, Checklist.version_number.desc())).all()


def checklist(checklist_id: int) -> Checklist | None:
    """One version with its items."""
    return db.session.scalars(_whole().where(Checklist.id == checklist_id)).one_or_none()


def with_code(code: str) -> Sequence[Checklist]:
    """All versions of a checklist, the newest first."""
    found = _whole().where(Checklist.code == code)
    return db.session.scalars(found.order_by(Checklist.version_number.desc())).all()


def current(subject: Subject) -> Checklist | None:
    """The checklist that is used for a subject: the one published last."""
    found = _whole().where(Checklist.subject == subject, Checklist.state == ChecklistState.PUBLISHED)
    return db.session.scalars(found.order_by(Checklist.published_at.desc(), Checklist.id.desc())).first()


def _whole() -> Select[Checklist]:
    people = (Checklist.author, Checklist.published_by)
    return select(Checklist).options(
        selectinload(Checklist.items), *(joinedload(each).options(*QUIET) for each in people)
    )
