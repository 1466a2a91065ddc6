"""Passwords: how they are kept (argon2id), which are accepted, and how wrong ones slow a login down."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.ids import random_code
from models.texts import composed

SHORTEST = 10
LONGEST = 128
FREE_TRIES = 5
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(minutes=30)

# 46 MiB and one lane: a login takes some 60 ms on one core, and as many as there are cores fit in memory.
_hasher = PasswordHasher(time_cost=2, memory_cost=46 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """The text that is stored for a password, with its parameters and salt."""
    return _hasher.hash(_normal(password))


def password_matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one. Takes as long where nothing is stored."""
    try:
        matches = _hasher.verify(stored or _nobodys(), _normal(password[: 4 * LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return matches and stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def password_fault(password: str, *, names: Iterable[str] = ()) -> str | None:
    """Why a password is not accepted, as a short code; None when it is.

    `password_short`, `password_long`, `password_plain` (few different signs or a plain row of them),
    `password_personal` (made of one's own login, number or name).
    """
    word = _normal(password)
    if len(word) < SHORTEST:
        return "password_short"
    if len(word) > LONGEST:
        return "password_long"
    if any(name and len(name) > 2 and name.lower() in word.lower() for name in names):
        return "password_personal"
    if len(set(word)) < 5 or _is_row(word):
        return "password_plain"
    return None


def temporary_password() -> str:
    """Three groups of four signs of base 32 (60 bits), easy to read out and to type."""
    return "-".join(random_code(4) for _ in range(3))


def lock_after(failures: int) -> timedelta | None:
    """How long a login is locked after so many wrong tries in a row: from the fifth on, doubling."""
    if failures < FREE_TRIES:
        return None
    doublings: int = min(failures - FREE_TRIES, 10)
    return min(FIRST_LOCK * (1 << doublings), LONGEST_LOCK)


def _normal(password: str) -> str:
    return composed(password, "NFKC")


def _is_row(word: str) -> bool:
    steps = {ord(second) - ord(first) for first, second in pairwise(word)}
    return len(steps) == 1


@cache
def _nobodys() -> str:
    return _hasher.hash(random_code(20))
