"""Papers: templates rendered to PDF by WeasyPrint, which is loaded when first needed (two seconds)."""

from mimetypes import guess_type
from pathlib import Path
from typing import Any

from flask import current_app, render_template

from models.errors import SetupError
from web.language import current_language

SCHEME = "static:"
"""How a paper names a file of ours: `static:css/paper.css`."""


def pdf(template: str, **context: Any) -> bytes:
    """Renders a template, with all that pages know, to an accessible A4 PDF. As `pdf_of`."""
    return pdf_of(render_template(template, **context))


def html_of(template: str, **context: Any) -> str:
    """Renders a template that needs no request, as jobs do, in the language that is spoken."""
    return current_app.jinja_env.get_template(template).render(language=current_language(), **context)


def pdf_of(html: str) -> bytes:
    """Makes an accessible A4 PDF (PDF/UA) of a page.

    A paper reads files of `static/` alone, by the scheme above, and never the network. Raises
    SetupError with one line for the operator where Pango is missing.
    """
    try:
        from weasyprint import HTML
    except OSError as missing:
        raise SetupError(
            "PDF papers need Pango and a CJK font: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk"
        ) from missing

    document = HTML(string=html, url_fetcher=_fetcher())
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    static = Path(current_app.static_folder or "static").resolve()

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Opens files of `static/` and refuses everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            path = (static / url.removeprefix(SCHEME)).resolve()
            if not url.startswith(SCHEME) or not path.is_relative_to(static):
                raise ValueError(f"a paper may not load {url}")
            return URLFetcherResponse(
                url, path.read_bytes(), {"Content-Type": guess_type(path.name)[0] or "text/plain"}
            )

    return OwnFiles()
