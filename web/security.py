"""What keeps the pages safe in the browser: headers, cookies, limits, and where a form may come from."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_talisman import Talisman
from werkzeug.exceptions import BadRequest, Forbidden

from models.imports.rules.limits import MOST_BYTES
from models.rulebook.document import Uploads
from web.config import Config
from web.extensions import csrf
from web.site import Site, on_private_site, on_public_site

MEGABYTE = 1024 * 1024
LARGEST_TEXT = 2 * MEGABYTE
ROOM = LARGEST_TEXT + MEGABYTE
"""What a form has besides its files: its texts, and what stands between its parts."""
AT_ONCE = 5
"""So many files of the largest size a form of the hotline may bring; more can be added afterwards."""
LARGEST_REQUEST = MOST_BYTES + ROOM
"""Where no rulebook can be read: the largest file of an import, which no rulebook limits."""
MOST_FIELDS = 1000
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

CONTENT_SECURITY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": ["'self'", "data:"],
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
NO_DEVICES = dict.fromkeys(
    (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    ),
    "()",
)


class ForeignForm(Forbidden):
    """A form on the public site that was not sent from one of its own pages."""


class NothingRead(BadRequest):
    """A step that came without the version of the row that its sender saw (H-07)."""


def secure(app: Flask, config: Config, sites: tuple[Site, ...]) -> None:
    """Sets cookies, limits and headers, and checks where forms come from."""
    _set_cookies(app, secure=bool(config.secure_cookies))
    _set_limits(app)
    _check_forms(app, sites)
    app.after_request(_set_privacy)
    Talisman(
        app,
        content_security_policy=CONTENT_SECURITY,
        feature_policy={},
        permissions_policy=NO_DEVICES,
        document_policy={},
        frame_options="DENY",
        referrer_policy="same-origin",
        force_https=False,  # the proxy that ends TLS redirects; health checks come in plain
        strict_transport_security=bool(config.secure_cookies),
        strict_transport_security_max_age=int(timedelta(days=365).total_seconds()),
        session_cookie_secure=bool(config.secure_cookies),
        session_cookie_samesite="Lax",
    )


def largest_request(uploads: Uploads) -> int:
    """The bytes of the largest request: all attachments that the rulebook allows, and their form (V-02)."""
    return max(uploads.form_bytes, MOST_BYTES) + ROOM


def form_is_ours() -> bool:
    """Whether the browser says that this request comes from one of our own pages, or says nothing.

    The public site's forms change nothing by a cookie, so a silent (old) browser is let in. `null` is what
    browsers send as origin of our own forms, because those pages ask for no referrer; over plain http they
    send no Sec-Fetch-Site with it.
    """
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None:
        return fetched_from in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin in {None, "null"}:
        return True
    try:
        return urlsplit(origin or "").netloc == request.host
    except ValueError:
        return False


def _set_cookies(app: Flask, *, secure: bool) -> None:
    prefix = "__Host-" if secure else ""
    app.config.update(
        SESSION_COOKIE_NAME=f"{prefix}huiyin",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        LANGUAGE_COOKIE=f"{prefix}lang",
    )


def _set_limits(app: Flask) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_TEXT,
        MAX_FORM_PARTS=MOST_FIELDS,
    )


def _check_forms(app: Flask, sites: tuple[Site, ...]) -> None:
    """Tokens bound to the session for the portal; the sender's origin for the public site, which has none."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: a form may stand open for hours
    for site in sites:
        if site.public:
            for blueprint in site.blueprints:
                csrf.exempt(blueprint)
    app.before_request(_refuse_foreign_forms)
    csrf.init_app(app)


def _refuse_foreign_forms() -> None:
    if request.method not in SAFE_METHODS and on_public_site() and not form_is_ours():
        raise ForeignForm


def _set_privacy(answer: Response) -> Response:
    """Nothing with personal data or a secret in its address is kept or passed on by the browser.

    Runs after Talisman. The public site's addresses hold secrets, so they name no referrer.
    """
    if on_private_site() or on_public_site():
        answer.headers.setdefault("Cache-Control", "no-store")
    if on_public_site():
        answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    return answer
