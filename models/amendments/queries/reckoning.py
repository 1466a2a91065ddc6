"""What is to be reckoned anew since an edition took effect (H-03)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from models.amendments.tables import Amendment
from models.amendments.words import AmendmentState
from models.cases.tables import Case
from models.cases.words import State
from models.db import db
from models.rulebook.tables import Rulebook
from models.rulebook.words import RulebookState


def taking_effect(now: datetime) -> Amendment | None:
    """The oldest amendment whose day has come and whose open cases were not all gone through."""
    found = (
        select(Amendment)
        .join(Rulebook, Rulebook.id == Amendment.rulebook_id)
        .where(
            Amendment.state == AmendmentState.APPROVED,
            Amendment.reckoned_at.is_(None),
            Rulebook.state == RulebookState.IN_FORCE,
            Rulebook.effective_from <= now,
        )
        .options(joinedload(Amendment.rulebook))
        .order_by(Rulebook.effective_from)
        .limit(1)
    )
    return db.session.scalars(found).one_or_none()


def to_reckon(edition: Rulebook, limit: int) -> Sequence[int]:
    """The open cases that were received before an edition and not reckoned for it yet."""
    return db.session.scalars(
        select(Case.id)
        .where(
            Case.state != State.CLOSED,
            Case.received_at < edition.effective_from,
            or_(Case.reckoned_by_id.is_(None), Case.reckoned_by_id != edition.id),
        )
        .order_by(Case.id)
        .limit(limit)
    ).all()


def edition_before(edition: Rulebook) -> Rulebook:
    """The edition that was in force until this one took effect."""
    found = select(Rulebook).where(
        Rulebook.state == RulebookState.IN_FORCE, Rulebook.effective_from < edition.effective_from
    )
    return db.session.scalars(found.order_by(Rulebook.effective_from.desc()).limit(1)).one()
