"""How the hotline seals: XChaCha20-Poly1305 under a key of its own for each text, that key to an X25519 pair.

What is sealed is bound to its place, so it opens in no other row, field or version. `docs/hotline.md`
describes the formats.
"""

from dataclasses import dataclass
from hashlib import blake2b

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random

from models.errors import Damaged
from models.hotline.rules.padding import padded, unpadded

KEY = crypto_aead_xchacha20poly1305_ietf_KEYBYTES
NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
BOXED_KEY = KEY + 48
CONTEXT = 32
TO_KEY, TO_PAIR = b"\x01", b"\x02"
"""The first byte of what is sealed: the format, so that a later one can be told from it."""


@dataclass(frozen=True)
class Place:
    """Where something sealed lies: table, row, field, and the version of its key."""

    table: str
    row: int
    field: str
    version: int = 1

    @property
    def name(self) -> bytes:
        """What is bound to it as associated data."""
        return f"huiyin hotline\0{self.table}\0{self.row}\0{self.field}\0{self.version}".encode()

    @property
    def context(self) -> bytes:
        """Its name in 32 bytes, which lie within sealed boxes, as those bind nothing by themselves."""
        return blake2b(self.name, digest_size=CONTEXT).digest()


@dataclass(frozen=True)
class Pair:
    """An X25519 key pair, as bytes. Its private half is never shown."""

    private: bytes
    public: bytes

    @classmethod
    def new(cls) -> "Pair":
        """A new one."""
        return cls.of(random(KEY))

    @classmethod
    def of(cls, private: bytes) -> "Pair":
        """The pair of a private key."""
        return cls(private, bytes(PrivateKey(private).public_key))

    def __repr__(self) -> str:
        return f"Pair({self.public.hex()[:8]}…)"


def new_key() -> bytes:
    """32 random bytes."""
    return random(KEY)


def seal(plain: bytes, key: bytes, place: Place) -> bytes:
    """Seals under a key that is at hand. The length tells the size class only."""
    return TO_KEY + _aead(padded(plain), key, TO_KEY + place.name)


def unseal(sealed: bytes, key: bytes, place: Place) -> bytes:
    """What `seal` sealed. Raises Damaged for anything else, a wrong key included."""
    return _opened(_body(sealed, TO_KEY), key, TO_KEY + place.name)


def seal_to(plain: bytes, public: bytes, place: Place) -> bytes:
    """Seals to a pair, of which only the public half is at hand, under a new key each time."""
    key = new_key()
    boxed = SealedBox(PublicKey(public)).encrypt(key)
    return TO_PAIR + boxed + _aead(padded(plain), key, TO_PAIR + place.name)


def unseal_with(sealed: bytes, pair: Pair, place: Place) -> bytes:
    """What `seal_to` sealed. Raises Damaged for anything else, another pair included."""
    body = _body(sealed, TO_PAIR)
    key = unbox(body[:BOXED_KEY], pair)
    if len(key) != KEY:
        raise Damaged("key")
    return _opened(body[BOXED_KEY:], key, TO_PAIR + place.name)


def seal_secret(secret: bytes, public: bytes, place: Place) -> bytes:
    """A sealed box with a key or a share of one. It opens for the pair, and in this place alone."""
    return SealedBox(PublicKey(public)).encrypt(place.context + secret)


def unseal_secret(sealed: bytes, pair: Pair, place: Place) -> bytes:
    """What `seal_secret` sealed. Raises Damaged for anything else."""
    plain = unbox(sealed, pair)
    if plain[:CONTEXT] != place.context:
        raise Damaged("place")
    return plain[CONTEXT:]


def unbox(sealed: bytes, pair: Pair) -> bytes:
    """What lies in a sealed box. Raises Damaged."""
    try:
        return SealedBox(PrivateKey(pair.private)).decrypt(sealed)
    except (CryptoError, ValueError, TypeError) as error:
        raise Damaged("box") from error


def split(secret: bytes) -> tuple[bytes, bytes]:
    """Two halves that tell nothing each; `joined` gives the secret back."""
    first = random(len(secret))
    return first, joined(first, secret)


def joined(first: bytes, second: bytes) -> bytes:
    """The secret of two halves. Raises Damaged where they differ in length."""
    if len(first) != len(second):
        raise Damaged("halves")
    return bytes(one ^ other for one, other in zip(first, second, strict=True))


def _aead(plain: bytes, key: bytes, bound: bytes) -> bytes:
    nonce = random(NONCE)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)


def _body(sealed: bytes, form: bytes) -> bytes:
    if sealed[:1] != form:
        raise Damaged("format")
    return sealed[1:]


def _opened(body: bytes, key: bytes, bound: bytes) -> bytes:
    try:
        plain = crypto_aead_xchacha20poly1305_ietf_decrypt(body[NONCE:], bound, body[:NONCE], key)
        return unpadded(plain)
    except (CryptoError, ValueError, TypeError) as error:
        raise Damaged("text") from error
