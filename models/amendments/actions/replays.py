"""A replay is asked for by a person and carried out by the clock, part by part (RB-02)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update

from models.amendments.queries.replay import CLAIM
from models.amendments.rules.period import LONGEST, begin
from models.amendments.tables import Amendment, AmendmentReplay
from models.amendments.words import ReplayState
from models.db import changed_rows, db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.ids import random_code
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.document.parse import fingerprint

READERS = (Permission.RULEBOOK_EDIT, Permission.RULEBOOK_APPROVE)
TOKEN_LENGTH = 26


def ask_replay(
    amendment: Amendment, since: date, until: date, *, by: Staff, now: datetime
) -> AmendmentReplay:
    """Has the draft as it stands replayed on the cases received from `since` through `until`.

    The same that is on its way already is not begun twice; another that is on its way gives way. Records
    amendment.replay_asked. Raises NotAllowed for who may neither edit nor approve rules, WrongState for an
    amendment that is over, and Invalid("until", "no_period").
    """
    if not any(by.may(each) for each in READERS):
        raise NotAllowed()
    if not amendment.live:
        raise WrongState("replay", amendment.state.value)
    if not since <= until <= since + LONGEST:
        raise Invalid("until", "no_period")
    digest = fingerprint(amendment.document)
    busy = (AmendmentReplay.amendment_id == amendment.id, AmendmentReplay.state == ReplayState.BUSY)
    for each in db.session.scalars(select(AmendmentReplay).where(*busy).with_for_update()):
        if (each.digest, each.since, each.until) == (digest, since, until):
            return each
        each.end(ReplayState.DROPPED, now=now)
    asked = AmendmentReplay(
        amendment_id=amendment.id, digest=digest, since=since, until=until, by_id=by.id, asked_at=now
    )
    db.session.add(asked)
    record(
        "amendment.replay_asked",
        amendment,
        by=by,
        now=now,
        since=begin(since).isoformat(),
        until=begin(until).isoformat(),
    )
    db.session.flush()
    return asked


def claim_replay(replay_id: int, *, now: datetime) -> str | None:
    """Makes the work on it mine for a while, and counts the attempt; the token to go on with, or None."""
    token = random_code(TOKEN_LENGTH)
    free = or_(AmendmentReplay.claimed_until.is_(None), AmendmentReplay.claimed_until < now)
    mine = update(AmendmentReplay).where(
        AmendmentReplay.id == replay_id, AmendmentReplay.state == ReplayState.BUSY, free
    )
    values = {"claim": token, "claimed_until": now + CLAIM, "attempts": AmendmentReplay.attempts + 1}
    return token if changed_rows(mine.values(**values)) == 1 else None


def keep_part(replay_id: int, token: str, *, now: datetime, **columns: Any) -> bool:
    """Keeps what was counted so far and says that I am still at it; False when it is not mine any more."""
    held = update(AmendmentReplay).where(_mine(replay_id, token))
    values: Mapping[str, Any] = {"claimed_until": now + CLAIM, "attempts": 1, **columns}
    return changed_rows(held.values(**values)) == 1


def give_replay_back(replay_id: int, token: str) -> bool:
    """Leaves the rest to the next process: this one ends."""
    left = update(AmendmentReplay).where(_mine(replay_id, token))
    return changed_rows(left.values(claim=None, claimed_until=None)) == 1


def end_replay(replay_id: int, token: str, state: ReplayState, *, now: datetime) -> bool:
    """Ends it; False when it is not mine any more."""
    mine = db.session.scalars(
        select(AmendmentReplay).where(_mine(replay_id, token)).execution_options(populate_existing=True)
    ).one_or_none()
    if mine is None:
        return False
    mine.end(state, now=now)
    db.session.flush()
    return True


def _mine(replay_id: int, token: str) -> ColumnElement[bool]:
    return and_(
        AmendmentReplay.id == replay_id,
        AmendmentReplay.claim == token,
        AmendmentReplay.state == ReplayState.BUSY,
    )
