"""Links of anonymous campaigns, reckoned from a secret that is destroyed after the window (S-04). Pure.

The locator of an anonymous invitation is a keyed hash of its member, with the campaign's secret as the key.
As long as there is the secret, the clock can reckon who has a link to send, and who has answered and needs
no reminder. Without it nobody can reckon a member's locator, and the locators themselves are replaced.
"""

import hashlib
import hmac
import secrets

from models.ids import ALPHABET, LOCATOR_LENGTH


def new_secret() -> str:
    """A secret for one campaign: 256 bits from the system's randomness."""
    return secrets.token_hex(32)


def locator_of(secret: str, member_id: int) -> str:
    """What is in the link of a member of an anonymous campaign, and of its invitation: 60 bits."""
    digest = hmac.new(bytes.fromhex(secret), f"member\0{member_id}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:8], "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LOCATOR_LENGTH))
