"""The list of imports, newest first."""

from flask.typing import ResponseReturnValue

from models.imports import queries
from models.permissions import Permission
from portal.imports.blueprint import blueprint
from portal.imports.tones import TONES
from web.access import needs
from web.fragments import page
from web.lists import address, window


@blueprint.get("")
@needs(Permission.CASE_IMPORT)
def index() -> ResponseReturnValue:
    """Every file that was handed in, and what became of it."""
    shown = window((), default="")
    rows, total = queries.listing(shown.page, shown.size)
    return page(
        "portal/imports/index.html", rows=rows, total=total, shown=shown, address=address, tones=TONES
    )
