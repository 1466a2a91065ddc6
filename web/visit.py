"""A login as the browser carries it: a random token in the signed session cookie, its digest in a row.

The cookie alone ends after an hour without a request, or up to five minutes before (`web/session_cookie.py`);
the row ends after twelve hours, or at once when it is revoked.
"""

from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from flask import Flask, has_request_context, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from models.clock import now
from models.ids import digest
from models.people.queries import running_session
from models.people.tables import LoginSession, Staff
from web.extensions import login
from web.session_cookie import SessionCookie

IDLE = timedelta(hours=1)
HOME = "/portal/"
LOGIN = "login.index"


class Lacks(StrEnum):
    """What a login still needs, by the endpoint where it is given."""

    SECOND_FACTOR = "login.second_factor"
    OWN_PASSWORD = "account.password"  # noqa: S105


class Visit:
    """A running login: its row, and the secret that the browser holds. Flask-Login asks for the flags."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, row: LoginSession, token: str) -> None:
        self.row = row
        self.token = token

    def get_id(self) -> str:
        """What the session cookie carries."""
        return self.token

    @property
    def staff(self) -> Staff:
        """Who is logged in."""
        return self.row.staff

    @property
    def lacks(self) -> Lacks | None:
        """What keeps this login from being complete."""
        if self.staff.totp_confirmed_at is not None and self.row.second_factor_at is None:
            return Lacks.SECOND_FACTOR
        if self.staff.password_temporary:
            return Lacks.OWN_PASSWORD
        return None


def current_visit() -> Visit | None:
    """The login that this request belongs to, complete or not."""
    if not has_request_context():
        return None
    user: object = current_user._get_current_object()
    return user if isinstance(user, Visit) else None


def begin_visit(row: LoginSession, token: str) -> None:
    """Binds the browser to a new login. What the session held before is dropped (session fixation)."""
    session.clear()
    session.permanent = True
    login_user(Visit(row, token))
    session.pop("_id", None)  # Flask-Login's digest of address and browser: not needed, so not kept


def end_visit() -> None:
    """Makes the browser forget its login."""
    logout_user()
    session.clear()


def safe_next(target: str | None, fallback: str) -> str:
    """`target` when it is a path on this host and inside the portal, otherwise `fallback`."""
    if not target or not target.startswith("/portal/") or "\\" in target:
        return fallback
    if any(ord(sign) < 33 or ord(sign) == 127 for sign in target):
        return fallback
    parts = urlsplit(target)
    return fallback if parts.scheme or parts.netloc else target


def here() -> str:
    """The page that the reader is on, to come back to: under htmx the page, not the fragment's address."""
    if request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request"):
        return request.full_path.removesuffix("?")
    try:
        parts = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    except ValueError:
        return ""  # no browser sends such an address
    return parts.path + (f"?{parts.query}" if parts.query else "") if parts.netloc == request.host else ""


def send_to_login() -> ResponseReturnValue:
    """To the login, and back afterwards; htmx is told to go there as a whole page."""
    back = safe_next(here(), "")
    return _send(url_for(LOGIN, next=back or None))


def send_on(lacks: Lacks) -> ResponseReturnValue:
    """To where the login is completed."""
    return _send(url_for(lacks.value, next=safe_next(here(), "") or None))


def carry_visits(app: Flask) -> None:
    """Binds Flask-Login to the rows of logins."""
    app.session_interface = SessionCookie()
    app.config["PERMANENT_SESSION_LIFETIME"] = IDLE
    login.session_protection = None  # people move between networks; the row can be revoked instead
    login.user_loader(_load)
    login.init_app(app)


def _load(token: str) -> Visit | None:
    row = running_session(digest(token), now=now())
    return Visit(row, token) if row is not None else None


def _send(address: str) -> ResponseReturnValue:
    if request.headers.get("HX-Request"):
        answer = make_response("", 401)
        answer.headers["HX-Redirect"] = address
        return answer
    return redirect(address, code=303)
