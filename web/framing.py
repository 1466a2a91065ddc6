"""Pages inside pages: which views may be shown in a frame, and which may show one; only ever our own."""

from collections.abc import Callable
from typing import Any, TypeVar

from web.security import CONTENT_SECURITY

View = TypeVar("View", bound=Callable[..., Any])
OPTIONS = "talisman_view_options"
"""Where Flask-Talisman looks for what a view sets otherwise."""


def framed(view: View) -> View:
    """This page may stand in a frame of one of our own pages, and nowhere else."""
    return _with(
        view,
        frame_options="SAMEORIGIN",
        content_security_policy={**CONTENT_SECURITY, "frame-ancestors": "'self'"},
    )


def frames(view: View) -> View:
    """This page shows one of our own pages in a frame."""
    return _with(view, content_security_policy={**CONTENT_SECURITY, "frame-src": "'self'"})


def _with(view: View, **options: Any) -> View:
    setattr(view, OPTIONS, options)
    return view
