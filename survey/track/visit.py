"""How the key of a case leaves the address bar: a short-lived signed cookie for that case's pages alone.

The cookie only shows the page. Every step is a form that carries the key itself, so a page of somebody
else cannot take one, and browsers without cookies can.
"""

from datetime import timedelta

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from models.cases.tables import Case

LASTS = timedelta(hours=2)
COOKIE = "case"


def remember(answer: Response, case: Case) -> None:
    """Lets this browser see the case for two hours."""
    answer.set_cookie(
        COOKIE,
        str(_serializer().dumps(case.track_subject)),
        max_age=LASTS,
        path=f"/track/{case.number}",
        secure=bool(current_app.config.get("SESSION_COOKIE_SECURE")),
        httponly=True,
        samesite="Lax",
    )


def remembered(case: Case) -> bool:
    """Whether this browser may see the case. A newer key of the case ends it."""
    return _seen() == case.track_subject


def _seen() -> str:
    try:
        return str(_serializer().loads(request.cookies.get(COOKIE, ""), max_age=int(LASTS.total_seconds())))
    except BadSignature:
        return ""


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="case followed")
