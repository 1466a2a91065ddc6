"""What comes in is made sound before anything is done with it: addresses that no page of ours makes, and
the body, however slowly it comes.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, request, session
from werkzeug.exceptions import BadRequest
from werkzeug.routing import IntegerConverter

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
        super().__init__(*arguments, **{"max": LARGEST_ID} | options)


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
    if request.endpoint is not None and (not on_private_site() or "_user_id" in session):
        request.form  # noqa: B018 (parsed when first asked for, files included)
