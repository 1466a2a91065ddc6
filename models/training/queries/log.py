"""How a session was rated (L-03)."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models.db import db
from models.surveys.rules.statistics.bases import shown
from models.surveys.rules.statistics.five_points import TOP_TWO
from models.surveys.rules.statistics.shares import Share, share
from models.surveys.tables import Invitation, Response, ResponseItem
from models.training.tables import Enrolment, SessionRating, TrainingSession

OVERALL = "overall"
"""The question of the questionnaire `training` that rates the session on five points."""


def rating_asked(enrolment: Enrolment) -> Invitation | None:
    """The invitation by which somebody rates the session."""
    rows = select(SessionRating).where(SessionRating.enrolment_id == enrolment.id)
    found = db.session.scalars(rows.options(joinedload(SessionRating.invitation))).one_or_none()
    return found.invitation if found else None


def rated(session: TrainingSession) -> tuple[int, Share | None]:
    """How many rated a session, and the share of the satisfied; None where so few did that one would know
    who said what. One query."""
    rows = (
        select(func.count(), func.count().filter(ResponseItem.choice.in_(TOP_TWO)))
        .select_from(SessionRating)
        .join(Enrolment, Enrolment.id == SessionRating.enrolment_id)
        .join(Response, Response.invitation_id == SessionRating.invitation_id)
        .join(ResponseItem, ResponseItem.response_id == Response.id)
        .where(
            Enrolment.session_id == session.id,
            ResponseItem.question == OVERALL,
            ResponseItem.part == "",
            ResponseItem.choice.is_not(None),
            ResponseItem.off_way.is_(False),
        )
    )
    n, satisfied = db.session.execute(rows).one()
    return n, share(satisfied, n) if shown(n) else None
