"""Versions of a report's keys: a new one needs no private key, so a job can take readers off (W-03, W-04)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, case, delete, update

from models.clock import local_day
from models.db import db
from models.hotline.rules import places
from models.hotline.rules.access import Keys, share_bytes
from models.hotline.rules.conflict import surroundings
from models.hotline.rules.sealing import BOXED_KEY, CONTEXT, KEY, Pair, seal_secret
from models.hotline.tables import (
    HotlineKeeper,
    HotlineKey,
    HotlineReport,
    HotlineShare,
    IdentityHalf,
    IdentityRequest,
)
from models.hotline.words import Side
from models.people.queries import organisation_on

BOXED_HALF = BOXED_KEY + CONTEXT
BOXED_SHARE = BOXED_HALF + KEY


def new_keys() -> Keys:
    """Both pairs of a version that is to be."""
    return Keys(Pair.new(), Pair.new())


def give_version(
    report: HotlineReport, keys: Keys, readers: Iterable[HotlineKeeper], *, now: datetime
) -> None:
    """Gives the keys of the report's `epoch` to its readers and the reporter."""
    talk, work = keys.of(Side.TALK), keys.of(Side.WORK)
    db.session.add(
        HotlineKey(
            report_id=report.id,
            epoch=report.epoch,
            talk_public=talk.public,
            work_public=work.public,
            reporter_sealed=seal_secret(
                talk.private, report.reporter_public, places.talk_key(report.id, report.epoch)
            ),
        )
    )
    for keeper in readers:
        give_share(report.id, report.epoch, keys, keeper, now=now)
    db.session.flush()


def give_share(report_id: int, epoch: int, keys: Keys, keeper: HotlineKeeper, *, now: datetime) -> None:
    """Seals the keys of one version to a reader."""
    day = local_day(now)
    place = places.share(report_id, epoch, keeper.id)
    db.session.add(
        HotlineShare(
            report_id=report_id,
            epoch=epoch,
            keeper_id=keeper.id,
            sealed=seal_secret(share_bytes(keys), keeper.public_key, place),
            line=surroundings(keeper.staff_id, organisation_on(day)),
            granted_on=day,
        )
    )


def wipe(rows: type[HotlineShare] | type[IdentityHalf], *where: ColumnElement[bool]) -> None:
    """Overwrites keys before their rows are deleted: what a database leaves on its pages is zeros then."""
    size = BOXED_SHARE if rows is HotlineShare else BOXED_HALF
    db.session.execute(update(rows).where(*where).values(sealed=bytes(size)))
    db.session.execute(delete(rows).where(*where))


def forget_requests(*where: ColumnElement[bool]) -> None:
    """As `wipe`, for requests to open an identity: a half of its key waits in them, or the key itself."""
    held = (IdentityRequest.half_sealed, IdentityRequest.for_asker, IdentityRequest.for_agreer)
    zeros = {column: case((column.is_not(None), bytes(BOXED_HALF))) for column in held}
    db.session.execute(update(IdentityRequest).where(*where).values(zeros))
    db.session.execute(delete(IdentityRequest).where(*where))
