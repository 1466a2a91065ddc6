"""Codes that stand in for a lost authenticator: twelve digits, each good once.

What is stored is a keyed hash (HMAC-SHA256 under the installation's signing key, which is not in the
database). A slow hash such as argon2id is for secrets that people choose: it makes each of the few guesses
dear. These are drawn at random, so it would only make the login slow, ten times over for ten codes; and
40 bits would not withstand a patient reader of a copied database anyway. Without the key a copy opens
nothing, and the code is found by its digest at once. Guessing at the login ends in the lock of
`models/people/rules/passwords.py`.
"""

import secrets

from models.ids import Signer

COUNT = 10
DIGITS = 12
PURPOSE = "recovery-code"


def new_codes() -> list[str]:
    """Ten different codes as they are shown: 4821-9930-1175."""
    found: set[str] = set()
    while len(found) < COUNT:
        found.add(f"{secrets.randbelow(10**DIGITS):0{DIGITS}}")
    return ["-".join((code[:4], code[4:8], code[8:])) for code in found]


def plain(typed: str) -> str:
    """The digits of what somebody typed."""
    return "".join(sign for sign in typed if sign in "0123456789")


def looks_like_one(typed: str) -> bool:
    """Whether this is meant as a recovery code, and not as one of six digits from the app."""
    return len(plain(typed)) == DIGITS


def digest_of(code: str, staff_id: int, signer: Signer) -> str:
    """What is stored of a person's code."""
    return signer.proof(PURPOSE, f"{staff_id}.{plain(code)}")
