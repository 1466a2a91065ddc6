"""Setting up, confirming and changing the keys of supervisors; unlocking and locking them (W-03)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nacl.utils import random
from sqlalchemy import delete, select

from models.clock import local_day
from models.db import alone_in, changed_rows, db
from models.errors import Damaged, Invalid, NotAllowed, WrongSecret, WrongState
from models.hotline.queries.keepers import active_keepers, keeper_of, newest_recovery_key, standing_of
from models.hotline.rules import places
from models.hotline.rules.access import KeyHolder
from models.hotline.rules.passphrases import normal, passphrase_fault
from models.hotline.rules.sealing import Pair, new_key, seal, seal_to, unseal
from models.hotline.rules.sheets import two_sheets
from models.hotline.rules.vault import SALT, Costs, Vault
from models.hotline.tables import HotlineKeeper, HotlineUnlocked, RecoveryKey
from models.hotline.words import KeeperState, Standing
from models.ids import random_key
from models.people.tables import Staff
from models.rulebook.queries import hotline_at

LONGEST_USE = timedelta(hours=4)
"""An unlocked key ends then at the latest; a quarter of an hour without use ends it before (the cookie)."""


@dataclass(frozen=True)
class Enrolled:
    """A new key, and the two sheets of the recovery key where this set it up: printed, and never again."""

    keeper: HotlineKeeper
    sheets: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Unlocked:
    """A key in use, and the random key that the browser's cookie holds for it."""

    holder: KeyHolder
    cookie_key: bytes = field(repr=False)


def enrol(staff: Staff, passphrase: str, *, vault: Vault, now: datetime) -> Enrolled:
    """Makes a person's key under a passphrase. The first one makes the company's recovery key too.

    The first key is in use at once; each later one waits until a keeper has confirmed it, so that nobody
    becomes a reader by a role alone: see `_first_state`. Raises NotAllowed: "permission", "second_factor";
    WrongState where there is one already; Invalid("passphrase", why).
    """
    standing = standing_of(staff, hotline_at(now), now)
    if standing is None:
        raise NotAllowed("permission")
    if staff.totp_confirmed_at is None:
        raise NotAllowed("second_factor")
    check_passphrase(passphrase, staff)
    if keeper_of(staff) is not None:
        raise WrongState("key", "there")
    salt, staff_id = random(SALT), staff.id
    key = vault.slow_key(normal(passphrase), salt, vault.passphrase)
    alone_in("hotline keys")
    sheets: tuple[str, str] | None = None
    recovery = newest_recovery_key()
    if recovery is None:
        recovery, sheets = _new_recovery_key(staff_id, now)
    pair, keeper_id = Pair.new(), random_key()
    keeper = HotlineKeeper(
        id=keeper_id,
        staff_id=staff_id,
        standing=standing,
        state=_first_state(standing, now),
        public_key=pair.public,
        private_sealed=seal(pair.private, key, places.private_key(keeper_id)),
        salt=salt,
        memory_kib=vault.passphrase.memory_kib,
        passes=vault.passphrase.passes,
        recovery_key_id=recovery.id,
        recovery_sealed=seal_to(
            pair.private, recovery.public_key, places.recovery_copy(keeper_id, recovery.id)
        ),
        enrolled_on=local_day(now),
    )
    db.session.add(keeper)
    db.session.flush()
    return Enrolled(keeper, sheets)


def confirm(keeper: HotlineKeeper, *, by: HotlineKeeper, now: datetime) -> None:
    """An active keeper says that a new key is the person's own, by its fingerprint: it is in use from now on.

    Raises NotAllowed("own_work", "permission"), WrongState.
    """
    if by.id not in active_keepers(now):
        raise NotAllowed("permission")
    if by.staff_id == keeper.staff_id:
        raise NotAllowed("own_work")
    if keeper.state is not KeeperState.PENDING:
        raise WrongState("key", keeper.state.value)
    keeper.state, keeper.confirmed_by_id = KeeperState.ACTIVE, by.staff_id
    keeper.version += 1
    db.session.flush()


def renew_recovery_key(holder: KeyHolder, *, now: datetime) -> tuple[str, str]:
    """Makes a new offline recovery key and returns its two sheets; keepers' copies follow when they unlock.

    Raises NotAllowed for whoever holds no active key.
    """
    if holder.keeper_id not in active_keepers(now):
        raise NotAllowed("permission")
    alone_in("hotline keys")
    _, sheets = _new_recovery_key(holder.staff_id, now)
    copy_to_recovery(holder)
    return sheets


def private_key_of(keeper: HotlineKeeper, passphrase: str, *, vault: Vault) -> Pair:
    """A keeper's pair by their passphrase. `vault.slowly` may end the transaction. Raises WrongSecret."""
    keeper_id, sealed = keeper.id, keeper.private_sealed
    costs = Costs(keeper.memory_kib, keeper.passes)
    key = vault.slow_key(normal(passphrase), keeper.salt, costs)
    try:
        return Pair.of(unseal(sealed or b"", key, places.private_key(keeper_id)))
    except Damaged as error:
        raise WrongSecret("passphrase") from error


def unlock(staff: Staff, passphrase: str, session_digest: str, *, vault: Vault, now: datetime) -> Unlocked:
    """Opens a keeper's private key for a login: it is kept under a random key that only the cookie holds.

    Adds the row, which ends after four hours at the latest, in place of the login's former one; the copy for
    the recovery key follows a new one. Raises NotAllowed for who holds no active key, WrongSecret.
    """
    keeper = keeper_of(staff)
    if keeper is None or keeper.id not in active_keepers(now):
        raise NotAllowed("permission")
    if staff.totp_confirmed_at is None:
        raise NotAllowed("second_factor")
    keeper_id, staff_id = keeper.id, staff.id
    pair = private_key_of(keeper, passphrase, vault=vault)
    cookie_key = new_key()
    lock_session(session_digest)
    db.session.add(
        HotlineUnlocked(
            keeper_id=keeper_id,
            session_digest=session_digest,
            private_sealed=seal(pair.private, cookie_key, places.unlocked(keeper_id, session_digest)),
            until=now + LONGEST_USE,
        )
    )
    holder = KeyHolder(keeper_id, staff_id, pair)
    copy_to_recovery(holder)
    db.session.flush()
    return Unlocked(holder, cookie_key)


def lock_session(session_digest: str) -> None:
    """Ends what a login has unlocked."""
    db.session.execute(delete(HotlineUnlocked).where(HotlineUnlocked.session_digest == session_digest))


def lock_keeper(keeper_id: int) -> None:
    """Ends what any login has unlocked of a key."""
    db.session.execute(delete(HotlineUnlocked).where(HotlineUnlocked.keeper_id == keeper_id))


def forget_locked(*, now: datetime) -> int:
    """Removes the rows of keys that are locked again; returns how many."""
    return changed_rows(delete(HotlineUnlocked).where(HotlineUnlocked.until <= now))


def change_passphrase(staff: Staff, old: str, new: str, *, vault: Vault, now: datetime) -> None:
    """Puts a keeper's private key under another passphrase, at today's cost, and locks it everywhere.

    Raises NotAllowed, WrongSecret, Invalid("passphrase", why).
    """
    keeper = keeper_of(staff)
    if keeper is None:
        raise NotAllowed("permission")
    check_passphrase(new, staff)
    keeper_id = keeper.id
    pair = private_key_of(keeper, old, vault=vault)
    put_under(keeper_id, pair, new, vault=vault)


def put_under(keeper_id: int, pair: Pair, passphrase: str, *, vault: Vault) -> None:
    """Seals a private key under a passphrase with a new salt, and locks it everywhere."""
    salt = random(SALT)
    key = vault.slow_key(normal(passphrase), salt, vault.passphrase)
    keeper = db.session.get_one(HotlineKeeper, keeper_id, with_for_update=True, populate_existing=True)
    keeper.salt = salt
    keeper.memory_kib, keeper.passes = vault.passphrase.memory_kib, vault.passphrase.passes
    keeper.private_sealed = seal(pair.private, key, places.private_key(keeper_id))
    keeper.version += 1
    lock_keeper(keeper_id)
    db.session.flush()


def copy_to_recovery(holder: KeyHolder) -> None:
    """Seals a private key to the newest recovery key, unless it is already."""
    recovery = newest_recovery_key()
    keeper = db.session.get_one(HotlineKeeper, holder.keeper_id)
    if recovery is None or keeper.recovery_key_id == recovery.id:
        return
    keeper.recovery_key_id = recovery.id
    keeper.recovery_sealed = seal_to(
        holder.pair.private, recovery.public_key, places.recovery_copy(keeper.id, recovery.id)
    )


def check_passphrase(passphrase: str, staff: Staff) -> None:
    """Raises Invalid("passphrase", why) for one that is too weak."""
    names: Iterable[str] = (staff.login, staff.number, staff.name, *staff.name_en.split())
    fault = passphrase_fault(passphrase, names=names)
    if fault is not None:
        raise Invalid("passphrase", fault)


def _first_state(standing: Standing, now: datetime) -> KeeperState:
    """Whether a new key is in use at once: the very first, and where nobody is left to confirm it that of
    the chair or the outside reader, whom the rulebook names, which two people change.

    Whoever can give and take roles could else take them from all supervisors and found the hotline anew.
    """
    if active_keepers(now):
        return KeeperState.PENDING
    founded = db.session.scalars(select(HotlineKeeper.id).limit(1)).first() is not None
    return KeeperState.PENDING if founded and standing is Standing.SUPERVISOR else KeeperState.ACTIVE


def _new_recovery_key(staff_id: int, now: datetime) -> tuple[RecoveryKey, tuple[str, str]]:
    pair = Pair.new()
    row = RecoveryKey(public_key=pair.public, made_on=local_day(now), made_by_id=staff_id)
    db.session.add(row)
    db.session.flush()
    return row, two_sheets(pair.private)
