"""A form that comes back with a row more or less, before anything is saved."""

from typing import Any

from flask import Response

from web.fragments import is_fragment_request, page, respond


def shaped(whole: str, region: str, **context: Any) -> Response:
    """The form as it is now: its region to htmx, its page to a plain browser."""
    if is_fragment_request():
        return respond(region, redirect="", **context)
    return page(whole, **context)
