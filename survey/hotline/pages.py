"""What all pages of the reporter have in common: their policy, their host, their language, their limits."""

from collections.abc import Callable
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock
from typing import Any, NoReturn, TypeVar

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from werkzeug.exceptions import NotFound

from models.clock import local_day, now
from web.access import public
from web.config import Config
from web.extensions import where_from
from web.fragments import page
from web.language.choice import asked_language, speak

blueprint = Blueprint("hotline", __name__, url_prefix="/hotline")

View = TypeVar("View", bound=Callable[..., Any])
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
AWAY = "https://www.baidu.com/"
"""Where the button leads that leaves at once: a page that everybody opens."""
REPORTS = "10 per hour"
CODES = "30 per hour"
STEPS = "120 per hour"


def for_reporters(view: View) -> View:
    """Opens a view to the world, with the strictest policy: no script, nothing from elsewhere."""
    view.talisman_view_options = {  # type: ignore[attr-defined]
        "content_security_policy": POLICY,
        "content_security_policy_nonce_in": [],
    }
    return public(view)


def shown(template: str, *, status: int = 200, **context: object) -> Response:
    """A page of the reporter's."""
    return page(f"survey/hotline/{template}", status=status, away=AWAY, **context)


class _KeyOfTheDay:
    """Random bytes that change with the day and are written nowhere."""

    def __init__(self) -> None:
        self._day: object = None
        self._key = b""
        self._lock = Lock()

    def get(self) -> bytes:
        today = local_day(now())
        with self._lock:
            if self._day != today:
                self._day, self._key = today, token_bytes(32)
            return self._key


_key = _KeyOfTheDay()


def somebody() -> str:
    """What limits count by: a connection, in a form that nobody can tell the address from, tomorrow least."""
    return blake2b(where_from().encode(), key=_key.get(), digest_size=16).hexdigest()


@blueprint.app_url_value_preprocessor
def _at_home(endpoint: str | None, _values: object) -> None:
    """Where the hotline has a host of its own, it is nowhere else, and nothing else is there.

    Asked before anything else: who stands before a door of the portal there would be led to its login.
    """
    config: Config = current_app.config["HUIYIN"]
    if not config.hotline_host or endpoint in {None, "static"}:
        return
    here = request.host == config.hotline_host
    if request.blueprint == blueprint.name:
        if not here:
            _go_there(config)
        return
    if not here or (request.blueprint or "").startswith("health"):
        return
    if endpoint == "start.index":
        abort(redirect(url_for("hotline.index"), code=303))
    raise NotFound


@blueprint.before_request
def _in_their_language() -> None:
    """The choice stands in the address and is carried on, so no cookie keeps it."""
    asked = asked_language()
    if asked is not None:
        speak(asked)


def _go_there(config: Config) -> NoReturn:
    if request.method not in {"GET", "HEAD"}:
        raise NotFound
    scheme = current_app.config["PREFERRED_URL_SCHEME"]
    there = f"{scheme}://{config.hotline_host}{request.full_path.removesuffix('?')}"
    abort(redirect(there, code=303))
