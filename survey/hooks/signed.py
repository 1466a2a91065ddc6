"""Who may send: a request is signed with the key that both sides know, and is not old."""

import hmac
from datetime import datetime

from flask import Request

from web.signatures import FRESH, MOMENT, SIGNATURE, signature


def is_signed(request: Request, key: str, *, now: datetime) -> bool:
    """Whether the request carries a fresh signature of its very body."""
    moment = request.headers.get(MOMENT, "")
    given = request.headers.get(SIGNATURE, "")
    if not moment.isascii() or not moment.isdigit() or len(moment) > 12 or not given.isascii():
        return False
    if abs(now.timestamp() - int(moment)) > FRESH.total_seconds():
        return False
    return hmac.compare_digest(signature(key, moment, request.get_data()), given.lower())
