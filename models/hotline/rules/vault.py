"""What the hotline has from its installation: peppers, costs, and how slow work is let run."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from nacl.pwhash import argon2id

from models.hotline.rules.sealing import KEY

SALT = argon2id.SALTBYTES
MIB = 1024


@dataclass(frozen=True)
class Costs:
    """What Argon2id takes: memory in KiB, and passes. Stored with each row that it was spent on."""

    memory_kib: int
    passes: int


PASSPHRASE_COSTS = Costs(256 * MIB, 4)
CODE_COSTS = Costs(64 * MIB, 3)


class Slowly(Protocol):
    """Makes a slow key: by a bounded pool, outside of any transaction. Raises Busy where the pool is full."""

    def __call__(self, secret: bytes, salt: bytes, costs: Costs, /) -> bytes: ...


def at_once(secret: bytes, salt: bytes, costs: Costs) -> bytes:
    """Makes it here and now: for tests and commands."""
    return stretched(secret, salt, costs)


@dataclass(frozen=True)
class Vault:
    """The secrets of the installation, which no copy of the database holds, and the costs of slow keys.

    Two peppers: one finds a report by its code, the other goes into the key that a code gives. A third,
    made from the second, goes into the marks of the watch against retaliation and of rewards.
    """

    locator_pepper: bytes
    code_pepper: bytes
    code: Costs = CODE_COSTS
    passphrase: Costs = PASSPHRASE_COSTS
    slowly: Slowly = at_once

    def __post_init__(self) -> None:
        if min(len(self.locator_pepper), len(self.code_pepper)) < KEY:
            raise ValueError("a pepper needs 32 bytes or more")
        if self.locator_pepper == self.code_pepper:
            raise ValueError("the two peppers must differ")

    def __repr__(self) -> str:
        return "Vault(…)"

    def slow_key(self, secret: bytes, salt: bytes, costs: Costs) -> bytes:
        """The 32 bytes that Argon2id gives for a secret, at a cost of memory and time that is meant."""
        return self.slowly(secret, salt, costs)

    def locate(self, found_by: str) -> str:
        """What is stored of the part of a code that finds the row."""
        return blake2b(found_by.encode(), digest_size=32, key=self.locator_pepper[:64]).hexdigest()

    def peppered(self, key: bytes) -> bytes:
        """A code's key, which needs the second pepper too."""
        return blake2b(key, digest_size=KEY, key=self.code_pepper[:64], person=b"code").digest()

    def mark(self, purpose: str, subject: str) -> bytes:
        """32 bytes that stand for a subject and that only this installation can make."""
        person = purpose.encode()[: blake2b.PERSON_SIZE]
        return blake2b(subject.encode(), digest_size=32, key=self.code_pepper[:64], person=person).digest()


def stretched(secret: bytes, salt: bytes, costs: Costs) -> bytes:
    """Argon2id by libsodium, one lane. `web/slow/child.py` makes the same in a process of its own."""
    return argon2id.kdf(KEY, secret, salt, opslimit=costs.passes, memlimit=costs.memory_kib * 1024)
