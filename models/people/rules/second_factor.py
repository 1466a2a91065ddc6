"""The second factor: six digits from an authenticator app, valid for half a minute, each good once."""

import hmac
from datetime import datetime

import pyotp

from models.people.roles import GRANTS, Role
from models.permissions import Permission

STEP = 30
FAR = {Permission.AUDIT_READ, Permission.PEOPLE_EDIT}
ADVISED = frozenset(role for role, granted in GRANTS.items() if granted & FAR) | {Role.SUPERVISOR}
"""Roles whose logins reach far, so that a second factor is asked for: they make logins, or read what others
may not."""
TOLERANCE = 1  # steps before and after, for clocks that are not quite right
ISSUER = "Huiyin"


def new_secret() -> str:
    """160 random bits in base 32, as authenticator apps expect them."""
    return pyotp.random_base32()


def enrolment_address(secret: str, login: str, issuer: str = ISSUER) -> str:
    """The otpauth:// address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def code_of(secret: str, at: datetime) -> str:
    """The six digits that an app shows at a moment."""
    return pyotp.TOTP(secret).at(at)


def matching_step(secret: str, code: str, at: datetime, *, used: int | None = None) -> int | None:
    """The half minute for which `code` is right, or None. One that is not later than `used` is spent."""
    typed = "".join(sign for sign in code if sign.isdigit())
    if len(typed) != 6 or not typed.isascii():
        return None
    now = int(at.timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if hmac.compare_digest(totp.generate_otp(step), typed) and (used is None or step > used):
            return step
    return None
