"""Our css, js and pictures: their address changes when their content does, so browsers may keep them."""

import hashlib
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, current_app, request

KEPT = timedelta(days=365)


def version_files(app: Flask) -> None:
    """Adds `?v=` to the address of each file under static/, and lets browsers keep that for a year."""
    folder = Path(app.static_folder or "")
    app.jinja_env.globals["asset"] = asset

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values:
            version = content_version(folder / values["filename"])
            if version:
                values.setdefault("v", version)

    @app.after_request
    def keep(answer: Response) -> Response:
        if request.endpoint == "static" and "v" in request.args and answer.status_code == 200:
            answer.headers["Cache-Control"] = f"public, max-age={int(KEPT.total_seconds())}, immutable"
        return answer


def asset(filename: str) -> str:
    """The address of a file under static/ as `url_for` would give it; a page names dozens."""
    path = Path(current_app.static_folder or "", filename)
    version = content_version(path)
    address = f"{request.script_root}{current_app.static_url_path}/{quote(filename)}"
    return f"{address}?v={version}" if version else address


def content_version(path: Path) -> str:
    """Eight signs that change with the file's content; nothing for a file that is not there."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return ""
    return _digest(path, changed)


@lru_cache(maxsize=512)
def _digest(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
