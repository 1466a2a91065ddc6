"""Coming in and going out: the password, the second factor, the rows that keep a login alive."""

from datetime import datetime, timedelta

from sqlalchemy import update

from models.clock import local_day
from models.db import changed_rows, db
from models.errors import NotAllowed, WrongState
from models.events.actions import SYSTEM, record
from models.ids import Signer, digest, random_code
from models.people.actions.guards import Actor
from models.people.actions.recovery_codes import use_recovery_code
from models.people.queries import staff_with_login
from models.people.rules.passwords import hash_password, lock_after, needs_rehash, password_matches
from models.people.rules.recovery_codes import looks_like_one
from models.people.rules.second_factor import matching_step
from models.people.tables import LoginSession, Staff

LONGEST_LOGIN = timedelta(hours=12)
TOKEN_LENGTH = 32  # 160 bits


def log_in(login: str, password: str, *, now: datetime) -> tuple[LoginSession, str] | None:
    """Opens a login and returns its row and the secret that only the browser keeps; None if refused.

    A wrong password counts towards a lock that grows (event `staff.locked`); a right one sets the
    count back (where a second factor is in use, only its code does), renews an old hash, and records
    `login.opened`. A login that is unknown, locked or of
    somebody who left is refused in the same time and words as a wrong password, so none can be told.
    The caller must commit refusals too.
    """
    staff = staff_with_login(login)
    if staff is not None:
        _line_up(staff)
    matches = password_matches(staff.password_hash if staff else None, password)
    if staff is None or not staff.works_on(local_day(now)):
        return None
    if staff.locked_until is not None and staff.locked_until > now:
        return None
    if not matches:
        _count_failure(staff, now=now)
        return None
    if staff.totp_confirmed_at is None:  # else who knows the password could try codes without end
        staff.failed_logins, staff.locked_until = 0, None
    if staff.password_hash is not None and needs_rehash(staff.password_hash):
        staff.password_hash = hash_password(password)
    token = random_code(TOKEN_LENGTH)
    row = LoginSession(token_digest=digest(token), staff=staff, expires_at=now + LONGEST_LOGIN)
    db.session.add(row)
    db.session.flush()
    record("login.opened", row, by=staff, now=now)
    return row, token


def confirm_second_factor(row: LoginSession, code: str, *, signer: Signer, now: datetime) -> bool:
    """Completes a login with a code from the authenticator, or a recovery code; whether it was right.

    Each code works once; using a recovery code is an event of its own. A wrong one counts towards the
    same lock as a wrong password, and a lock ends the login, whichever login of the person brought it
    about. The caller must commit refusals too. Raises WrongState without a second factor.
    """
    staff = row.staff
    if staff.totp_secret is None or staff.totp_confirmed_at is None:
        raise WrongState("second factor", "off")
    _line_up(staff)
    if staff.locked_until is not None and staff.locked_until > now:
        row.ended_at = now
        db.session.flush()
        return False
    if looks_like_one(code):
        right = use_recovery_code(staff, code, signer=signer, now=now)
    else:
        right = _use_code(staff, staff.totp_secret, code, now)
    if not right:
        _count_failure(staff, now=now)
        if staff.locked_until is not None and staff.locked_until > now:
            row.ended_at = now
        db.session.flush()
        return False
    staff.failed_logins, staff.locked_until = 0, None
    row.second_factor_at = now
    record("login.confirmed", row, by=staff, now=now)
    return True


def end_session(row: LoginSession, *, by: Actor, now: datetime) -> None:
    """Ends a login at once; event `login.ended`. One that has ended stays as it is.

    Raises NotAllowed for another person's login.
    """
    if isinstance(by, Staff) and row.staff_id != by.id:
        raise NotAllowed
    if row.ended_at is None:
        row.ended_at = now
        record("login.ended", row, by=by, now=now)


def end_other_sessions(staff: Staff, *, by: Actor, now: datetime, keep: LoginSession | None = None) -> int:
    """Ends all logins of a person but `keep`; event `login.others_ended` if there were any. How many."""
    statement = (
        update(LoginSession)
        .where(LoginSession.staff_id == staff.id, LoginSession.ended_at.is_(None))
        .where(LoginSession.expires_at > now)
        .values(ended_at=now, changed_at=now)
    )
    if keep is not None:
        statement = statement.where(LoginSession.id != keep.id)
    ended = changed_rows(statement)
    if ended:
        record("login.others_ended", staff, by=by, now=now, logins=ended)
    return ended


def _line_up(staff: Staff) -> None:
    """Lets tries on one login wait for each other, so that many at once do not escape the count."""
    columns = ["failed_logins", "locked_until", "totp_used_step"]
    db.session.refresh(staff, attribute_names=columns, with_for_update={"of": Staff, "key_share": True})


def _use_code(staff: Staff, secret: str, code: str, now: datetime) -> bool:
    step = matching_step(secret, code, now, used=staff.totp_used_step)
    if step is None:
        return False
    staff.totp_used_step = step
    return True


def _count_failure(staff: Staff, *, now: datetime) -> None:
    staff.failed_logins += 1
    lock = lock_after(staff.failed_logins)
    if lock is not None:
        staff.locked_until = now + lock
        minutes = int(lock.total_seconds()) // 60
        record("staff.locked", staff, by=SYSTEM, now=now, failures=staff.failed_logins, minutes=minutes)
    db.session.flush()
