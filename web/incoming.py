"""What comes in is made sound before anything is done with it: addresses that no page of ours makes, and
the body, however slowly it comes.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from flask import Flask, request, session
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.routing import IntegerConverter

from models.clock import now
from models.db import db
from models.errors import SetupError
from models.ids import LOWEST_KEY
from models.rulebook.queries import hotline_at, rules_at
from web.sealed_uploads import PATHS
from web.security import (
    AT_ONCE,
    LARGEST_TEXT,
    MEGABYTE,
    MOST_FIELDS,
    ROOM,
    SAFE_METHODS,
    largest_request,
)
from web.site import on_private_site

LARGEST_ID = 2**31 - 1
_NO_ASCII = re.compile(r"[^\x00-\x7f]")


class SoundQuery:
    """Passes every request on, with bytes that stand in its query as they are escaped: so it can be read."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        query = environ.get("QUERY_STRING", "")
        environ["QUERY_STRING"] = _NO_ASCII.sub(lambda found: f"%{ord(found[0]):02X}", query)
        return self._inner(environ, start_response)


class RowNumber(IntegerConverter):
    """`<int:…>` in addresses: a number that a row can have. Any other leads nowhere (404)."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"min": LOWEST_KEY, "max": LARGEST_ID} | options)


def receive_soundly(app: Flask) -> None:
    """Makes every request of this app sound. Comes before its views, whose addresses it reads."""
    app.wsgi_app = SoundQuery(app.wsgi_app)  # type: ignore[method-assign]
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_nul)
    app.before_request(_take_the_body)


def _refuse_nul() -> None:
    """PostgreSQL cannot even look for text with a NUL in it, and no page of ours links there."""
    if "\0" in request.path or any("\0" in value for _name, value in request.args.items(multi=True)):
        raise BadRequest


def _take_the_body() -> None:
    """Waits for the whole form before the first question to the database.

    On SQLite a request that may write holds the one write lock from that question on. A customer on a
    slow line, or a robot that sends a byte a minute, must not keep all others from writing. Who is not
    logged in is sent away from the portal without being waited for.
    """
    if request.endpoint is None or (on_private_site() and "_user_id" not in session) or _without_body():
        return
    if request.mimetype != "multipart/form-data":
        _take_plain_fields()
    elif request.content_length is None or request.content_length > LARGEST_TEXT:
        _make_room_for_files()
    request.form  # noqa: B018 (parsed when first asked for, files included)


def _without_body() -> bool:
    """Whether this only asks to look, and says of itself that nothing follows: so nothing is waited for."""
    return request.method in SAFE_METHODS and not request.content_length


def _make_room_for_files() -> None:
    """Lets in as much as the attachments of the rulebook need; looks it up and lets go of the database.

    Where no rulebook can be read, the limit of the configuration stays.
    """
    with suppress(SetupError, SQLAlchemyError):
        if request.path.startswith(PATHS):
            request.max_content_length = AT_ONCE * hotline_at(now()).file_megabytes * MEGABYTE + ROOM
        else:
            request.max_content_length = largest_request(rules_at(now()).uploads)
    db.session.rollback()


def _take_plain_fields() -> None:
    """Werkzeug has no limits for a form without parts: it reads all of it, and keeps each of its fields.

    A body of untold length is cut at its limit without a word, so one that is as long was cut.
    """
    most = request.max_content_length = request.max_form_memory_size
    body = request.get_data()
    if (most is not None and len(body) >= most) or body.count(b"&") >= MOST_FIELDS:
        raise RequestEntityTooLarge
