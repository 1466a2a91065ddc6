"""The list of campaigns, newest first, with what came of each."""

from flask.typing import ResponseReturnValue

from models.campaigns import queries
from portal.campaigns.blueprint import READERS, blueprint
from portal.campaigns.tones import TONES
from web.access import needs
from web.fragments import page
from web.lists import address, window


@blueprint.get("")
@needs(*READERS)
def index() -> ResponseReturnValue:
    """Every campaign, its window, how many were drawn and how many have answered."""
    shown = window((), default="")
    rows, total = queries.listing(shown.page, size=shown.size)
    return page(
        "portal/campaigns/index.html",
        rows=rows,
        total=total,
        figures=queries.answered_of(rows),
        shown=shown,
        address=address,
        tones=TONES,
    )
