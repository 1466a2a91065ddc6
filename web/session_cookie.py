"""The signed cookie of a session: which answers carry it."""

from datetime import datetime, timedelta

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature

from models.clock import now

RENEWED_AFTER = timedelta(minutes=5)


class SessionCookie(SecureCookieSessionInterface):
    """Flask's, renewed by few answers instead of all.

    A page asks for much beside what the reader does: progress, suggestions, drafts. An answer of that kind
    which comes late would put back the session as it was when it was asked for, and what the reader is to be
    told would be lost. So the cookie of a session that did not change is renewed RENEWED_AFTER it was signed
    at the earliest, and never by an answer that others may keep for everybody (X-01).
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keeps the session in the answer's cookie, where it belongs there."""
        if session.modified or not response.cache_control.public:
            super().save_session(app, session, response)

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether the session changed, or its cookie was signed long enough ago."""
        return session.modified or (session.permanent and self._is_old(app))

    def _is_old(self, app: Flask) -> bool:
        signed = self.get_signing_serializer(app)
        held = request.cookies.get(self.get_cookie_name(app))
        if signed is None or held is None:
            return False
        try:
            at: datetime = signed.loads(held, return_timestamp=True)[1]
        except BadSignature:
            return False
        return now() - at >= RENEWED_AFTER
