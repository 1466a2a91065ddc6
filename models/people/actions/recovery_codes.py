"""Making and using recovery codes, which stand in for a lost authenticator."""

from datetime import datetime

from sqlalchemy import delete, update

from models.db import changed_rows, db
from models.errors import Invalid, WrongState
from models.events.actions import record
from models.ids import Signer
from models.people.queries import count_recovery_codes
from models.people.rules.passwords import password_matches
from models.people.rules.recovery_codes import digest_of, new_codes
from models.people.tables import RecoveryCode, Staff


def make_recovery_codes(staff: Staff, *, signer: Signer, now: datetime) -> list[str]:
    """Ten new codes in place of those before; event `second_factor.codes_made`.

    Returned once, as only their digests are stored. Of two who renew at once the later one's codes count.
    Raises WrongState without a second factor.
    """
    db.session.flush()
    db.session.refresh(
        staff, attribute_names=["totp_confirmed_at"], with_for_update={"of": Staff, "key_share": True}
    )
    if staff.totp_confirmed_at is None:
        raise WrongState("making recovery codes", "off")
    forget_recovery_codes(staff)
    codes = new_codes()
    rows = [RecoveryCode(staff_id=staff.id, digest=digest_of(code, staff.id, signer)) for code in codes]
    db.session.add_all(rows)
    db.session.flush()
    record("second_factor.codes_made", staff, by=staff, now=now, codes=len(codes))
    return codes


def renew_recovery_codes(staff: Staff, password: str, *, signer: Signer, now: datetime) -> list[str]:
    """As `make_recovery_codes`, against the password: an unwatched screen must not give codes away.

    Raises Invalid (`password`: `password_wrong`), WrongState without a second factor.
    """
    if not password_matches(staff.password_hash, password):
        raise Invalid("password", "password_wrong")
    return make_recovery_codes(staff, signer=signer, now=now)


def use_recovery_code(staff: Staff, code: str, *, signer: Signer, now: datetime) -> bool:
    """Spends a code; event `second_factor.code_used` with how many are left. False for one that is not
    this person's or was used before: of two who type the same at once, one gets in.
    """
    unused = update(RecoveryCode).where(
        RecoveryCode.staff_id == staff.id,
        RecoveryCode.digest == digest_of(code, staff.id, signer),
        RecoveryCode.used_at.is_(None),
    )
    if changed_rows(unused.values(used_at=now, changed_at=now)) != 1:
        return False
    record("second_factor.code_used", staff, by=staff, now=now, remaining=count_recovery_codes(staff))
    return True


def forget_recovery_codes(staff: Staff) -> None:
    """Removes them all, as when the second factor goes. For actions, which guard and record."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff.id))
