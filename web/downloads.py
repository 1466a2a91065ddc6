"""Sending a stored file to a browser so that it can do no harm there."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, current_app, send_file
from werkzeug.exceptions import NotFound

from models.files.rules import shown_inline
from models.files.storage import FolderStore, Store
from models.files.tables import StoredFile
from web.config import Config
from web.home import Home

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


def download(file: StoredFile, *, inline: bool = False) -> Response:
    """A stored file as a download under its own name (RFC 6266), of the type that its content showed.

    With `inline`, pictures that browsers know are shown instead of saved. Nothing in a file runs: its
    type is not guessed, and whatever it is stands in a sandbox (mark the view with `sends_files`).
    Nobody on the way keeps a copy. Whoever calls has checked that the reader may have it. Raises
    NotFound when the bytes are gone.
    """
    try:
        content = file_store().open(file.key)
    except FileNotFoundError:
        current_app.logger.error("the bytes of %s are missing", file.audit_name)
        raise NotFound from None
    answer = send_file(
        content,
        mimetype=file.media_type,
        as_attachment=not (inline and shown_inline(file.media_type)),
        download_name=file.name,
        conditional=False,
        etag=False,
    )
    answer.content_length = file.size
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
