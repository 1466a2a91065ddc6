"""The word in the address of the thanks page: it opens that page for a day, and nothing afterwards."""

from datetime import timedelta

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from models.errors import BadToken, Expired

SHOWN_FOR = timedelta(days=1)


def receipt_for(number: str) -> str:
    """The word for a case that was just sent in."""
    return str(_serializer().dumps(number))


def number_in(receipt: str) -> str:
    """The case number in a word of ours. Raises Expired after a day, BadToken for any other word."""
    try:
        return str(_serializer().loads(receipt, max_age=int(SHOWN_FOR.total_seconds())))
    except SignatureExpired:
        raise Expired from None
    except BadSignature:
        raise BadToken("receipt") from None


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="feedback receipt")
