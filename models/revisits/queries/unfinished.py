"""What customers gave or changed and left before the end: it is heard all the same (S-04, S-05)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import Select, String, and_, cast, exists, func, or_, select, true, union_all
from sqlalchemy import case as sql_case
from sqlalchemy.orm import aliased

from models.cases.tables import Case
from models.db import db
from models.revisits.queries.due import BATCH, unheld
from models.revisits.rules import OVERALL, SOLVED, SOLVED_CODES, heard_at
from models.revisits.tables import ASKED_STATES, Revisit
from models.revisits.words import RevisitState, Silence
from models.rulebook.queries import rules_of
from models.surveys.tables import Invitation, Response, ResponseItem
from models.surveys.words import InvitationState

LONG_OVER = timedelta(days=30)
"""After the end of its window no answer is tapped; what was tapped before it is heard well within this."""
Said = aliased(ResponseItem)
"""What decides, beside all that was tapped."""


def left_unfinished(now: datetime, limit: int = BATCH, *, of: int | None = None) -> Sequence[int]:
    """Revisits whose customer gave or changed what decides, and left before the end (S-04, S-05, R-04).

    Each once nothing more was tapped for the rulebook's time; the longest left first. Who walks to
    the end is heard at once and is not among them, nor is who is on the phone. `of` asks about one.
    """
    found = union_all(_begun(now), _changed(now)).subquery()
    rows = db.session.execute(
        select(found).where(found.c.id == of if of else true()).order_by(found.c.tapped_at)
    )
    due = (row.id for row in rows if heard_at(rules_of(row.rulebook_id), row.tapped_at) <= now)
    return list(islice(due, limit))


def _begun(now: datetime) -> Select[int, int, datetime]:
    """Asked ones whose five points are given, with the moment of the last tap.

    Also those that ended as their customer wanted none, and thought better of it by their link (R-02).
    """
    points = exists().where(
        Said.response_id == Response.id,
        Said.question == OVERALL,
        Said.choice.is_not(None),
        Said.off_way.is_(False),
    )
    link_again = and_(Revisit.silence == Silence.DO_NOT_CONTACT, Invitation.state == InvitationState.OPEN)
    asked = or_(Revisit.state.in_(ASKED_STATES), link_again)
    return (
        _tapped(now)
        .join(Invitation, Invitation.id == Revisit.invitation_id)
        .where(asked, points, unheld(now))
    )


def _changed(now: datetime) -> Select[int, int, datetime]:
    """Answered ones whose five points, or whether it is solved, were changed since (S-04)."""
    codes = {code: solved.value for code, solved in SOLVED_CODES.items()}
    said = sql_case(codes, value=Said.choice, else_=None)
    otherwise = or_(
        and_(Said.question == OVERALL, Said.choice.is_distinct_from(Revisit.score)),
        and_(Said.question == SOLVED, said.is_distinct_from(cast(Revisit.solved, String))),
    )
    changed = exists().where(Said.response_id == Response.id, Said.off_way.is_(False), otherwise)
    return _tapped(now).where(Revisit.state == RevisitState.ANSWERED, changed)


def _tapped(now: datetime) -> Select[int, int, datetime]:
    """Revisits with a response, of windows not long over: nothing is tapped after them."""
    last = func.max(ResponseItem.changed_at).label("tapped_at")
    return (
        select(Revisit.id, Case.rulebook_id, last)
        .join(Case, Case.id == Revisit.case_id)
        .join(Response, Response.invitation_id == Revisit.invitation_id)
        .join(ResponseItem, ResponseItem.response_id == Response.id)
        .where(Revisit.expires_at > now - LONG_OVER)
        .group_by(Revisit.id, Case.rulebook_id)
    )
