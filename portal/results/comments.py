"""GET /portal/results/comments: what customers said in their own words, with a search (S-06)."""

from flask import request
from flask.typing import ResponseReturnValue

from models.permissions import Permission
from models.results import queries
from models.results.queries import Listing
from portal.results.blueprint import blueprint
from portal.results.views import board_or_404
from web.access import needs, viewer
from web.fragments import page
from web.language import _, counted
from web.language.filters import number
from web.lists import address, window

LONGEST = 60


@blueprint.get("/comments")
@needs(Permission.RESULTS_READ)
def comments() -> ResponseReturnValue:
    board, shown = board_or_404(), window((), default="", size=20)
    words = request.args.get("q", "").strip()[:LONGEST]
    found = Listing([], 0, 1, shown.size)
    if board.readable:
        found = queries.comments(viewer(), board.selection, words=words, page=shown.page, size=shown.size)
    return page(
        "portal/results/comments.html",
        board=board,
        form=board.form,
        found=found,
        words=words,
        count=_count(found),
        address=address,
    )


def _count(found: Listing) -> str:
    if found.more:
        return _("more than %(n)s comments", n=number(found.total))
    return counted("One comment", "%(total)s comments", found.total, total=number(found.total))
