"""After a lost passphrase: two people type in the offline key's sheets, the owner takes a new one (W-03)."""

from datetime import datetime

from nacl.utils import random

from models.db import db
from models.errors import Damaged, Invalid, NotAllowed, WrongSecret, WrongState
from models.hotline.actions.keepers import check_passphrase, put_under
from models.hotline.queries.keepers import keeper_of, recovery_of
from models.hotline.rules import places
from models.hotline.rules.passphrases import normal
from models.hotline.rules.sealing import Pair, seal, seal_secret, unseal, unseal_secret, unseal_with
from models.hotline.rules.sheets import key_of_sheets, read_sheet
from models.hotline.rules.vault import SALT, Costs, Vault
from models.hotline.tables import HotlineKeeper, HotlineRecovery
from models.ids import random_key
from models.people.tables import Staff


def begin_recovery(staff: Staff, passphrase: str, *, vault: Vault, now: datetime) -> HotlineRecovery:
    """Somebody who lost their passphrase chooses a new one; it waits until two others typed in the sheets.

    A recovery that was begun before is replaced. Raises NotAllowed, Invalid("passphrase", why).
    """
    keeper = keeper_of(staff)
    if keeper is None:
        raise NotAllowed("permission")
    if staff.totp_confirmed_at is None:
        raise NotAllowed("second_factor")
    check_passphrase(passphrase, staff)
    keeper_id, salt, pair, recovery_id = keeper.id, random(SALT), Pair.new(), random_key()
    key = vault.slow_key(normal(passphrase), salt, vault.passphrase)
    _drop(keeper_id)
    recovery = HotlineRecovery(
        id=recovery_id,
        keeper_id=keeper_id,
        public_key=pair.public,
        private_sealed=seal(pair.private, key, places.recovery_pair(recovery_id)),
        salt=salt,
        memory_kib=vault.passphrase.memory_kib,
        passes=vault.passphrase.passes,
    )
    db.session.add(recovery)
    db.session.flush()
    return recovery


def give_sheet(recovery: HotlineRecovery, sheet: str, *, by: Staff, now: datetime) -> None:
    """One of two people types in a sheet: it is sealed to the recovery at once, and nobody else can read it.

    Raises Invalid("sheet", "sheet_damaged" | "sheet_twice"), NotAllowed("own_work") for the owner and for
    who typed the other one, WrongState where both are there.
    """
    half = read_sheet(sheet)
    db.session.refresh(recovery, with_for_update=True)
    owner = db.session.get_one(HotlineKeeper, recovery.keeper_id).staff_id
    if by.id in (owner, recovery.first_by_id, recovery.second_by_id):
        raise NotAllowed("own_work")
    if recovery.second_half is not None:
        raise WrongState("recovery", "complete")
    sealed = seal_secret(half, recovery.public_key, places.recovery_half(recovery.id))
    if recovery.first_half is None:
        recovery.first_by_id, recovery.first_half = by.id, sealed
    else:
        recovery.second_by_id, recovery.second_half = by.id, sealed
    db.session.flush()


def finish_recovery(staff: Staff, passphrase: str, *, vault: Vault, now: datetime) -> None:
    """The owner types the new passphrase again: it opens the key from now on, everywhere it is locked.

    The sheets' halves are gone afterwards. Raises WrongState before both are there, WrongSecret for another
    passphrase, Invalid("sheet", "sheet_wrong") where the two sheets are not those of the company's key: they
    have to be typed in again.
    """
    keeper = keeper_of(staff)
    recovery = recovery_of(keeper) if keeper is not None else None
    if keeper is None or recovery is None:
        raise NotAllowed("permission")
    if recovery.first_half is None or recovery.second_half is None:
        raise WrongState("recovery", "incomplete")
    keeper_id, recovery_id = keeper.id, recovery.id
    recovery_key_id, copy = keeper.recovery_key_id or 0, keeper.recovery_sealed or b""
    halves, sealed = (recovery.first_half, recovery.second_half), recovery.private_sealed
    costs = Costs(recovery.memory_kib, recovery.passes)
    key = vault.slow_key(normal(passphrase), recovery.salt, costs)
    try:
        pair = Pair.of(unseal(sealed, key, places.recovery_pair(recovery_id)))
    except Damaged as error:
        raise WrongSecret("passphrase") from error
    place = places.recovery_half(recovery_id)
    first, second = (unseal_secret(half, pair, place) for half in halves)
    offline = Pair.of(key_of_sheets(first, second))
    try:
        private = unseal_with(copy, offline, places.recovery_copy(keeper_id, recovery_key_id))
    except Damaged as error:
        raise Invalid("sheet", "sheet_wrong") from error
    put_under(keeper_id, Pair.of(private), passphrase, vault=vault)
    _drop(keeper_id)


def drop_recovery(staff: Staff) -> None:
    """Ends a recovery that somebody has begun: the old passphrase stays."""
    keeper = keeper_of(staff)
    if keeper is not None:
        _drop(keeper.id)


def forget_sheets(recovery: HotlineRecovery) -> None:
    """After wrong sheets: both have to be typed in again."""
    recovery.first_by_id = recovery.second_by_id = None
    recovery.first_half = recovery.second_half = None
    db.session.flush()


def _drop(keeper_id: int) -> None:
    for row in db.session.query(HotlineRecovery).filter_by(keeper_id=keeper_id):
        db.session.delete(row)
    db.session.flush()
