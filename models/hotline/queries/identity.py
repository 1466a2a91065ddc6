"""Who reported, for the two who opened it; who could open it with whom (W-07)."""

from collections.abc import Mapping

from sqlalchemy import or_, select

from models.db import db
from models.hotline.rules import places
from models.hotline.rules.access import KeyHolder
from models.hotline.rules.content import Identity
from models.hotline.rules.sealing import Pair, unseal_secret, unseal_with
from models.hotline.tables import HotlineKeeper, HotlineReport, IdentityHalf, IdentityRequest


def own_halves(report_id: int, holder: KeyHolder) -> Mapping[int, bytes]:
    """A reader's halves of the identity's key, by the pair that they belong to. Raises Damaged."""
    found = select(IdentityHalf).where(
        IdentityHalf.report_id == report_id, IdentityHalf.keeper_id == holder.keeper_id
    )
    return {
        half.pair: unseal_secret(
            half.sealed, holder.pair, places.identity_half(report_id, half.pair, holder.keeper_id)
        )
        for half in db.session.scalars(found)
    }


def partners(report_id: int, keeper_id: int) -> Mapping[int, HotlineKeeper]:
    """Who has the other half of each pair of a reader's."""
    own = select(IdentityHalf.pair).where(
        IdentityHalf.report_id == report_id, IdentityHalf.keeper_id == keeper_id
    )
    found = (
        select(IdentityHalf.pair, HotlineKeeper)
        .join(HotlineKeeper, HotlineKeeper.id == IdentityHalf.keeper_id)
        .where(
            IdentityHalf.report_id == report_id,
            IdentityHalf.keeper_id != keeper_id,
            IdentityHalf.pair.in_(own),
        )
        .order_by(IdentityHalf.pair)
    )
    return {row.pair: row.HotlineKeeper for row in db.session.execute(found)}


def asked_request(report_id: int) -> IdentityRequest | None:
    """A request that waits for somebody to agree."""
    found = select(IdentityRequest).where(
        IdentityRequest.report_id == report_id, IdentityRequest.opened_on.is_(None)
    )
    return db.session.scalars(found.order_by(IdentityRequest.id)).first()


def asked_of(report_id: int, keeper_id: int) -> IdentityRequest | None:
    """A request that this reader may agree to."""
    found = select(IdentityRequest).where(
        IdentityRequest.report_id == report_id,
        IdentityRequest.asked_of_id == keeper_id,
        IdentityRequest.opened_on.is_(None),
    )
    return db.session.scalars(found).one_or_none()


def identity_in(report: HotlineReport, holder: KeyHolder) -> Identity | None:
    """Who reported, for one of the two who opened it; None for everybody else. Raises Damaged."""
    found = select(IdentityRequest).where(
        IdentityRequest.report_id == report.id,
        IdentityRequest.opened_on.is_not(None),
        or_(IdentityRequest.asked_by_id == holder.keeper_id, IdentityRequest.asked_of_id == holder.keeper_id),
    )
    request = db.session.scalars(found.order_by(IdentityRequest.id)).first()
    if request is None or report.identity_sealed is None:
        return None
    asker = request.asked_by_id == holder.keeper_id
    sealed = request.for_asker if asker else request.for_agreer
    place = places.identity_opened(request.id, holder.keeper_id)
    key = Pair.of(unseal_secret(sealed or b"", holder.pair, place))
    plain = unseal_with(report.identity_sealed, key, places.identity(report.id))
    return Identity.model_validate_json(plain)
