"""Our css, js and drawings travel compressed: a page is to arrive over a slow line.

Pages do not. What they hold (a secret link beside words that somebody else may choose) must not be guessed
from how well it compresses.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

COMPRESSED = frozenset({"text/css", "text/javascript", "image/svg+xml", "application/json"})
SMALL = 500  # bytes that fit into a packet either way


def compress_files(app: Flask) -> None:
    """Sends files under static/ compressed to browsers that take it."""
    app.after_request(_compress)


def _compress(answer: Response) -> Response:
    if request.endpoint != "static" or answer.status_code != 200 or answer.mimetype not in COMPRESSED:
        return answer
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] <= 0 or (answer.content_length or 0) < SMALL:
        return answer
    answer.direct_passthrough = False
    answer.set_data(_gzipped(answer.get_data()))
    answer.headers["Content-Encoding"] = "gzip"
    if etag := answer.get_etag()[0]:
        answer.set_etag(etag, weak=True)  # another body than the plain one, with the same meaning
    return answer


@lru_cache(maxsize=64)
def _gzipped(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)
