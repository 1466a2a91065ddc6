"""Who may send: a request is signed with the key that both sides know, and is not old."""

import hashlib
import hmac
from datetime import datetime, timedelta

from flask import Request

FRESH = timedelta(minutes=5)
"""How far the sender's clock may be from ours, and how long a request on its way."""
MOMENT, SIGNATURE = "X-Huiyin-Timestamp", "X-Huiyin-Signature"


def signature(key: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 in hex of the moment (seconds since 1970), a point, and the body as it is sent."""
    return hmac.new(key.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_signed(request: Request, key: str, *, now: datetime) -> bool:
    """Whether the request carries a fresh signature of its very body."""
    moment = request.headers.get(MOMENT, "")
    given = request.headers.get(SIGNATURE, "")
    if not moment.isascii() or not moment.isdigit() or len(moment) > 12 or not given.isascii():
        return False
    if abs(now.timestamp() - int(moment)) > FRESH.total_seconds():
        return False
    return hmac.compare_digest(signature(key, moment, request.get_data()), given.lower())
