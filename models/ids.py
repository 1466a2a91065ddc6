"""Names and secrets of rows: public numbers, tokens in links, keys that prove a link is ours."""

import hashlib
import hmac
import secrets

from models.errors import BadToken

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
LOCATOR_LENGTH = 12  # 60 bits, only finds the row
PROOF_LENGTH = 20  # 100 bits, cannot be guessed
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": ""})


def random_code(length: int) -> str:
    """`length` symbols of base 32 from the system's randomness, 5 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


KEY_BITS = 62
LOWEST_KEY = -(1 << KEY_BITS)


def random_key() -> int:
    """A key for a row whose place among others must tell nothing: below zero, LOWEST_KEY at the least.

    Keys that a database gives are above zero, so the two never meet.
    """
    return -1 - secrets.randbits(KEY_BITS)


def typed(code: str) -> str:
    """A code as a person may type it (case, spaces, O for 0), as it was made."""
    return code.strip().upper().translate(_FORGIVEN)


class Signer:
    """Makes and checks the secret part of links. One key for the installation, one purpose a use.

    Nothing secret is stored with the row: the database alone opens no link.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < 32:
            raise ValueError("the signing key needs 32 bytes or more")
        self._key = key

    def proof(self, purpose: str, subject: str) -> str:
        """20 symbols of base 32 that only this installation can make for `subject`."""
        digest = hmac.new(self._key, f"{purpose}\0{subject}".encode(), hashlib.sha256).digest()
        number = int.from_bytes(digest[:13], "big")
        return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(PROOF_LENGTH))

    def proves(self, purpose: str, subject: str, proof: str) -> bool:
        """Whether `proof` is ours, in the same time whatever it holds."""
        ours = self.proof(purpose, subject).encode()
        return hmac.compare_digest(ours, typed(proof).encode())

    def token(self, purpose: str, locator: str) -> str:
        """A link's token: the row's locator and its proof in one word."""
        return locator + self.proof(purpose, locator)

    def locator(self, purpose: str, token: str) -> str:
        """The locator in a token. Raises BadToken for one that is damaged or not ours."""
        word = typed(token)
        locator, proof = word[:LOCATOR_LENGTH], word[LOCATOR_LENGTH:]
        if not self.proves(purpose, locator, proof):
            raise BadToken(purpose)
        return locator


def digest(secret: str) -> str:
    """What is stored in place of a random secret of high entropy (a session's token)."""
    return hashlib.blake2b(secret.encode(), digest_size=32).hexdigest()
