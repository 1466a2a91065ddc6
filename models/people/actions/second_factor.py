"""Setting a second factor up, and taking it away."""

from datetime import datetime

from models.db import db
from models.errors import Invalid, WrongState
from models.events.actions import record
from models.ids import Signer
from models.people.actions.guards import Actor, must_administer
from models.people.actions.recovery_codes import forget_recovery_codes, make_recovery_codes
from models.people.rules.passwords import password_matches
from models.people.rules.second_factor import matching_step, new_secret
from models.people.tables import LoginSession, Staff


def enrol_second_factor(staff: Staff) -> str:
    """Makes the secret that the person's app is to hold, and returns it. Nothing changes at the login yet.

    Raises WrongState when a second factor is in use already.
    """
    if staff.totp_confirmed_at is not None:
        raise WrongState("enrolment", "on")
    staff.totp_secret = new_secret()
    db.session.flush()
    return staff.totp_secret


def finish_enrolment(
    staff: Staff, code: str, *, running: LoginSession, signer: Signer, now: datetime
) -> list[str]:
    """Puts the second factor in use, proved by a first code; event `second_factor.on`.

    The running login counts as confirmed. Returns the recovery codes made with it, this once.
    Raises Invalid (`code`: `code_wrong`), WrongState before enrolment or when it is in use already.
    """
    if staff.totp_secret is None or staff.totp_confirmed_at is not None:
        raise WrongState("confirmation", "off" if staff.totp_secret is None else "on")
    step = matching_step(staff.totp_secret, code, now)
    if step is None:
        raise Invalid("code", "code_wrong")
    staff.totp_confirmed_at = now
    staff.totp_used_step = step
    running.second_factor_at = now
    record("second_factor.on", staff, by=staff, now=now)
    return make_recovery_codes(staff, signer=signer, now=now)


def remove_second_factor(staff: Staff, *, by: Actor, now: datetime, password: str = "") -> None:
    """Takes the second factor away with its recovery codes; event `second_factor.off`. One's own needs the
    password again.

    Raises Invalid (`password`: `password_wrong`), NotAllowed for a login that `by` may not change.
    """
    if isinstance(by, Staff) and by.id == staff.id:
        if not password_matches(staff.password_hash, password):
            raise Invalid("password", "password_wrong")
    else:
        must_administer(by, staff)
    if staff.totp_secret is None:
        raise WrongState("removal", "off")
    staff.totp_secret = staff.totp_confirmed_at = staff.totp_used_step = None
    forget_recovery_codes(staff)
    record("second_factor.off", staff, by=by, now=now)
