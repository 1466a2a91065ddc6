"""Papers: templates rendered to PDF by WeasyPrint, which is loaded when first needed (two seconds)."""

from pathlib import Path
from typing import Any

from flask import current_app, render_template

from models.errors import SetupError


def pdf(template: str, **context: Any) -> bytes:
    """Renders a template to an A4 PDF. Files are read from `static/` alone, never from the network.

    Raises SetupError with one line for the operator where Pango is missing.
    """
    try:
        from weasyprint import HTML, default_url_fetcher
    except OSError as missing:
        raise SetupError(
            "PDF papers need Pango and a CJK font: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk"
        ) from missing

    static = Path(current_app.static_folder or "static")

    def fetch(url: str, *args: Any, **options: Any) -> Any:
        if not url.startswith("static:"):
            raise ValueError(f"a paper may not load {url}")
        return default_url_fetcher((static / url.removeprefix("static:")).as_uri(), *args, **options)

    document = HTML(string=render_template(template, **context), url_fetcher=fetch, base_url="static:")
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))
