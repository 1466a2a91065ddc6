"""The signature under what two systems send each other: a key that both know, a moment, the body."""

import hashlib
import hmac
from datetime import datetime, timedelta

FRESH = timedelta(minutes=5)
"""How far the sender's clock may be from ours, and how long a request on its way."""
MOMENT, SIGNATURE = "X-Huiyin-Timestamp", "X-Huiyin-Signature"


def signature(key: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 in hex of the moment (seconds since 1970), a point, and the body as it is sent."""
    return hmac.new(key.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def signed(key: str, body: bytes, *, now: datetime) -> dict[str, str]:
    """The two headers that sign a body at a moment."""
    moment = str(int(now.timestamp()))
    return {MOMENT: moment, SIGNATURE: signature(key, moment, body)}
