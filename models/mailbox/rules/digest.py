"""By what a message is known, before anything is read from it."""

import hashlib


def digest_of(content: bytes) -> str:
    """The SHA-256 of a message's bytes, in hex."""
    return hashlib.sha256(content).hexdigest()
