"""Who holds a key of the hotline, and in which part (W-03)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.clock import local_day
from models.db import db
from models.hotline.rules.access import KeyHolder
from models.hotline.rules.conflict import Candidate
from models.hotline.rules.places import unlocked as place_of_unlocked
from models.hotline.rules.sealing import Pair, unseal
from models.hotline.tables import HotlineKeeper, HotlineRecovery, HotlineUnlocked, RecoveryKey
from models.hotline.words import KeeperState, Standing
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.document import HotlineRules
from models.rulebook.queries import hotline_at

SHEET_KEEPERS = frozenset({Role.COMMITTEE, Role.LEADING_GROUP, Role.SUPERVISOR})


def standing_of(staff: Staff, rules: HotlineRules, now: datetime) -> Standing | None:
    """In which part a person may hold a key today; None for everybody else (W-04)."""
    if not staff.works_on(local_day(now)):
        return None
    if Role.SUPERVISOR in staff.roles:
        return Standing.SUPERVISOR
    if rules.chair and staff.number == rules.chair and Role.COMMITTEE in staff.roles:
        return Standing.CHAIR
    return Standing.OUTSIDE if rules.outside and staff.number == rules.outside else None


def may_keep_a_sheet(staff: Staff, rules: HotlineRules, now: datetime) -> bool:
    """Whether a person is one to whom the company gives a sheet of the recovery key (W-03)."""
    return not staff.roles.isdisjoint(SHEET_KEEPERS) or standing_of(staff, rules, now) is not None


def keeper_of(staff: Staff) -> HotlineKeeper | None:
    """A person's key, pending or active; None for who has none or left."""
    found = select(HotlineKeeper).where(
        HotlineKeeper.staff_id == staff.id, HotlineKeeper.state != KeeperState.LEFT
    )
    return db.session.scalars(found).one_or_none()


def keepers() -> Sequence[HotlineKeeper]:
    """All who hold a key or wait for it to be confirmed, by name."""
    found = select(HotlineKeeper).where(HotlineKeeper.state != KeeperState.LEFT)
    return sorted(db.session.scalars(found), key=lambda keeper: keeper.staff.number)


def pending_beside(staff: Staff) -> Sequence[HotlineKeeper]:
    """Keys of others that wait until somebody has compared their fingerprint."""
    return [each for each in keepers() if each.state is KeeperState.PENDING and each.staff_id != staff.id]


def keeper_with_id(keeper_id: int) -> HotlineKeeper | None:
    """One of `keepers`."""
    keeper = db.session.get(HotlineKeeper, keeper_id)
    return keeper if keeper is not None and keeper.state is not KeeperState.LEFT else None


def active_keepers(now: datetime) -> Mapping[int, HotlineKeeper]:
    """Whose key is in use and who may hold it still, by the key's id."""
    rules = hotline_at(now)
    active = select(HotlineKeeper).where(HotlineKeeper.state == KeeperState.ACTIVE)
    return {
        keeper.id: keeper
        for keeper in db.session.scalars(active)
        if standing_of(keeper.staff, rules, now) is keeper.standing
    }


def candidates(now: datetime, *, but: Collection[int] = ()) -> list[Candidate]:
    """Who could read a report as far as their part goes, without the keys named in `but`."""
    return [
        Candidate(keeper.id, keeper.staff_id, keeper.standing)
        for keeper in active_keepers(now).values()
        if keeper.id not in but
    ]


def newest_recovery_key() -> RecoveryKey | None:
    """The recovery key that is used for new copies."""
    newest = select(RecoveryKey).order_by(RecoveryKey.id.desc()).limit(1)
    return db.session.scalars(newest.options(joinedload(RecoveryKey.made_by))).first()


def recovery_of(keeper: HotlineKeeper) -> HotlineRecovery | None:
    """A recovery that somebody has begun."""
    found = select(HotlineRecovery).where(HotlineRecovery.keeper_id == keeper.id)
    return db.session.scalars(found).one_or_none()


def recoveries() -> Sequence[tuple[HotlineRecovery, HotlineKeeper]]:
    """All recoveries that wait for halves of the offline key."""
    found = select(HotlineRecovery, HotlineKeeper).join(
        HotlineKeeper, HotlineKeeper.id == HotlineRecovery.keeper_id
    )
    return [(row, keeper) for row, keeper in db.session.execute(found.order_by(HotlineRecovery.id))]


def recoveries_beside(staff: Staff) -> Sequence[tuple[HotlineRecovery, HotlineKeeper]]:
    """The recoveries of others: nobody types in a sheet for a key of their own (W-03)."""
    return [(row, keeper) for row, keeper in recoveries() if keeper.staff_id != staff.id]


def unlocked(staff: Staff, session_digest: str, key: bytes, *, now: datetime) -> KeyHolder | None:
    """The private key that a login has unlocked; None where it is locked, the cookie is not its own, or the
    second factor was taken away since."""
    row = db.session.scalars(
        select(HotlineUnlocked).where(
            HotlineUnlocked.session_digest == session_digest, HotlineUnlocked.until > now
        )
    ).one_or_none()
    if row is None or row.keeper.staff_id != staff.id or not row.keeper.active:
        return None
    if staff.totp_confirmed_at is None:
        return None
    if standing_of(staff, hotline_at(now), now) is not row.keeper.standing:
        return None
    private = unseal(row.private_sealed, key, place_of_unlocked(row.keeper_id, session_digest))
    return KeyHolder(row.keeper_id, staff.id, Pair.of(private))
