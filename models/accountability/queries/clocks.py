"""Steps whose reminder is due, whose time has passed, and matters that lapse (A-03, H-04).

By when something is to be done is judged by its due time; that the clock notes it later gives nobody more.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from models.accountability.rules.due_process import IN_THEIR_TIME, UNDECIDED, Verb
from models.accountability.tables import Matter, MatterStep
from models.accountability.words import Step
from models.db import db
from models.rulebook.queries import conduct_of, rules_of


def due_notices(now: datetime, limit: int = 200) -> Sequence[int]:
    """Steps whose next reminder is to go out now, the longest waiting first."""
    found = select(MatterStep.id).where(MatterStep.next_notice_at <= now)
    return db.session.scalars(found.order_by(MatterStep.next_notice_at).limit(limit)).all()


def passed(now: datetime, limit: int = 200) -> Sequence[int]:
    """Matters whose time for the statement or the appeal has passed."""
    found = select(MatterStep.matter_id).where(
        MatterStep.step.in_((Step.STATEMENT, Step.APPEAL)),
        MatterStep.ended_at.is_(None),
        MatterStep.due_at <= now,
        MatterStep.matter_id.is_not(None),
    )
    rows = db.session.scalars(found.order_by(MatterStep.due_at).limit(limit))
    return [matter_id for matter_id in rows if matter_id is not None]


def lapsed(opened_before: datetime, limit: int = 200) -> Sequence[int]:
    """Matters without a decision that were opened before a moment."""
    found = select(Matter.id).where(Matter.state.in_(UNDECIDED), Matter.opened_at <= opened_before)
    return db.session.scalars(found.order_by(Matter.opened_at).limit(limit)).all()


def last_moment(matter: Matter) -> datetime:
    """When a matter lapses that nobody has decided, by the rules that it was opened by."""
    longest = conduct_of(matter.rulebook_id).clocks.longest
    return rules_of(matter.rulebook_id).promise(longest, matter.opened_at).due_at


def too_late(verb: Verb, matter: Matter, now: datetime) -> bool:
    """Whether the time for a verb has passed: that of the person's word, or of the whole undecided matter."""
    if verb in IN_THEIR_TIME and matter.time_over(now):
        return True
    return matter.state in UNDECIDED and last_moment(matter) <= now
