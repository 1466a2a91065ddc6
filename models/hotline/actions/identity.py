"""Opening who reported: one reader asks with a reason, a second agrees, the reporter is told (W-07)."""

from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.hotline.actions.keys import forget_requests
from models.hotline.actions.texts import add_entry, lock, written
from models.hotline.queries.identity import own_halves, partners
from models.hotline.queries.reading import read
from models.hotline.rules import places
from models.hotline.rules.access import Access, KeyHolder
from models.hotline.rules.sealing import Pair, joined, seal_secret, unseal_secret
from models.hotline.tables import HotlineKeeper, IdentityRequest
from models.hotline.words import EntryKind, Side
from models.ids import random_key


def ask_identity(access: Access, holder: KeyHolder, reason: str, *, now: datetime) -> None:
    """Gives one's half of the identity's key to each reader who has the other one; one of them has to agree.

    The reason lies sealed with the report. Raises WrongState("identity", "anonymous" | "asked"),
    Invalid("reader", "no_second") where nobody has the other half, Invalid("reason", "required").
    """
    report = lock(access)
    reason = written(reason, "reason", most=1000)
    if not read(access).of(EntryKind.REPORT)[0].content.data["named"]:
        raise WrongState("identity", "anonymous")
    halves = own_halves(report.id, holder)
    others = partners(report.id, holder.keeper_id)
    if not others:
        raise Invalid("reader", "no_second")
    waiting = select(IdentityRequest.id).where(
        IdentityRequest.report_id == report.id, IdentityRequest.opened_on.is_(None)
    )
    if db.session.scalars(waiting).first() is not None:
        raise WrongState("identity", "asked")
    for pair, keeper in others.items():
        request_id = random_key()
        db.session.add(
            IdentityRequest(
                id=request_id,
                report_id=report.id,
                asked_by_id=holder.keeper_id,
                asked_of_id=keeper.id,
                pair=pair,
                half_sealed=seal_secret(halves[pair], keeper.public_key, places.identity_ask(request_id)),
                asked_on=local_day(now),
            )
        )
    db.session.flush()
    add_entry(access, report, EntryKind.IDENTITY, Side.WORK, reason, now=now, data={"what": "asked"})


def agree_identity(access: Access, holder: KeyHolder, *, now: datetime) -> None:
    """The second reader agrees: both may read who reported from now on, and the reporter is told with the
    reason. Raises NotAllowed where this reader was not asked.
    """
    report = lock(access)
    request = db.session.scalars(
        select(IdentityRequest).where(
            IdentityRequest.report_id == report.id,
            IdentityRequest.asked_of_id == holder.keeper_id,
            IdentityRequest.opened_on.is_(None),
        )
    ).one_or_none()
    if request is None or request.half_sealed is None:
        raise NotAllowed("permission")
    asked = read(access).last(EntryKind.IDENTITY)
    theirs = unseal_secret(request.half_sealed, holder.pair, places.identity_ask(request.id))
    key = joined(theirs, own_halves(report.id, holder)[request.pair])
    if Pair.of(key).public != report.identity_public:
        raise Invalid("identity", "halves_do_not_fit")
    asker = db.session.get_one(HotlineKeeper, request.asked_by_id)
    own = db.session.get_one(HotlineKeeper, holder.keeper_id)
    request.for_asker = seal_secret(key, asker.public_key, places.identity_opened(request.id, asker.id))
    request.for_agreer = seal_secret(key, own.public_key, places.identity_opened(request.id, own.id))
    request.half_sealed, request.opened_on = None, local_day(now)
    db.session.flush()
    forget_requests(IdentityRequest.report_id == report.id, IdentityRequest.opened_on.is_(None))
    add_entry(access, report, EntryKind.IDENTITY, Side.WORK, "", now=now, data={"what": "opened"})
    reason = asked.content.text if asked is not None else ""
    data = {"status": "identity_opened"}
    add_entry(access, report, EntryKind.STATUS, Side.TALK, reason, now=now, data=data)


def refuse_identity(access: Access, holder: KeyHolder, reason: str, *, now: datetime) -> None:
    """The second reader refuses, for a reason: what was asked is gone. Raises NotAllowed, Invalid."""
    report = lock(access)
    reason = written(reason, "reason", most=1000)
    mine = select(IdentityRequest.id).where(
        IdentityRequest.report_id == report.id,
        IdentityRequest.asked_of_id == holder.keeper_id,
        IdentityRequest.opened_on.is_(None),
    )
    if db.session.scalars(mine).first() is None:
        raise NotAllowed("permission")
    forget_requests(IdentityRequest.report_id == report.id, IdentityRequest.opened_on.is_(None))
    add_entry(access, report, EntryKind.IDENTITY, Side.WORK, reason, now=now, data={"what": "refused"})
