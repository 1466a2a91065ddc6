"""Sending a stored file to a browser so that it can do no harm there."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypeVar
from urllib.parse import quote

from flask import Response, current_app, request
from werkzeug.exceptions import NotFound

from models.files.rules import shown_inline
from models.files.storage import CHUNK, FolderStore, Store
from models.files.tables import StoredFile
from web.config import Config
from web.home import Home
from web.sheets import WORKBOOK

View = TypeVar("View", bound=Callable[..., Any])
SEALED = {
    "default-src": "'none'",
    "img-src": "'self'",
    "style-src": "'unsafe-inline'",  # browsers style the bare picture by themselves
    "frame-ancestors": "'none'",
    "sandbox": "",
}


def file_store() -> Store:
    """Where this installation keeps the bytes of files."""
    config: Config = current_app.config["HUIYIN"]
    return FolderStore(Home(config.home).files)


def sends_files(view: View) -> View:
    """Marks a view that answers with `download`: its answers get a sandbox as their content policy."""
    view.talisman_view_options = {"content_security_policy": SEALED}  # type: ignore[attr-defined]
    return view


def as_file(content: bytes | str, name: str, media_type: str = WORKBOOK, *, shown: bool = False) -> Response:
    """What was made this moment, to be saved under an ASCII name, or `shown` where browsers can.

    Nobody on the way keeps a copy.
    """
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def download(file: StoredFile, *, inline: bool = False) -> Response:
    """A stored file as a download under its own name (RFC 6266), of the type that its content showed.

    With `inline`, pictures that browsers know are shown instead of saved. Nothing in a file runs: its
    type is not guessed, and whatever it is stands in a sandbox (mark the view with `sends_files`).
    Nobody on the way keeps a copy. Whoever calls has checked that the reader may have it. Raises
    NotFound when the bytes are gone.
    """
    disposition = "inline" if inline and shown_inline(file.media_type) else "attachment"
    return _sent(file, file.media_type, disposition, file.name)


def original(file: StoredFile, name: str) -> Response:
    """A stored file of any kind as a download that nothing opens but a reader of plain text.

    For what came from outside and was never looked at, such as a mail. As `download` otherwise.
    """
    return _sent(file, "text/plain", "attachment", name)


def _sent(file: StoredFile, media_type: str, disposition: str, name: str) -> Response:
    try:
        content = file_store().open(file.key)
    except FileNotFoundError:
        current_app.logger.error("the bytes of %s are missing", file.audit_name)
        raise NotFound from None
    if request.method == "HEAD":
        content.close()
    answer = Response(_chunks(content), content_type=media_type)
    answer.content_length = file.size
    answer.headers.set("Content-Disposition", disposition, **_names(name))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _chunks(content: BinaryIO) -> Iterator[bytes]:
    with content:
        while chunk := content.read(CHUNK):
            yield chunk


def _names(name: str) -> dict[str, str]:
    """The name in ASCII for old programs, and as it is for all others (RFC 5987)."""
    simple = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().strip()
    if simple == name:
        return {"filename": name}
    simple = f"file{simple}" if simple.startswith(".") or not simple else simple
    return {"filename": simple, "filename*": f"UTF-8''{quote(name, safe='')}"}
