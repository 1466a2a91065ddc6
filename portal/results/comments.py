"""GET /portal/results/comments: what customers said in their own words, by score and with a search (S-06)."""

from flask import request
from flask.typing import ResponseReturnValue

from models.permissions import Permission
from models.results import queries
from models.results.queries import Listing
from models.surveys.document import FIVE
from portal.results.blueprint import blueprint
from portal.results.drill import asked_points
from portal.results.labels import point
from portal.results.views import board_or_404
from web.access import needs, viewer
from web.fragments import page
from web.language import _, counted
from web.language.filters import number
from web.lists import address, window

LONGEST = 60
TOP_TWO, BOTTOM_TWO = (5, 4), (2, 1)


@blueprint.get("/comments")
@needs(Permission.RESULTS_READ)
def comments() -> ResponseReturnValue:
    """A page of them, each with what its customer answered to the chosen dimension.

    Of an anonymous campaign words and scores stay apart, so there the score neither shows nor chooses.
    """
    board, shown = board_or_404(), window((), default="", size=20)
    words, points = request.args.get("q", "").strip()[:LONGEST], asked_points()
    found = Listing([], 0, 1, shown.size)
    if board.readable:
        found = queries.comments(
            viewer(),
            board.selection,
            words=words,
            places=board.places,
            points=points,
            page=shown.page,
            size=shown.size,
        )
    return page(
        "portal/results/comments.html",
        board=board,
        form=board.form,
        found=found,
        words=words,
        scores=_scores(),
        chosen=_code(points),
        measure=board.labels.measure(board.measure) if board.measure else "",
        count=_count(found),
        address=address,
    )


def _scores() -> list[tuple[str, str]]:
    """What can be chosen: the top two, the bottom two, each of the five points."""
    return [
        ("", _("All scores")),
        (_code(TOP_TWO), _("Satisfied or very satisfied")),
        (_code(BOTTOM_TWO), _("Dissatisfied or very dissatisfied")),
        *((_code((each,)), point(each)) for each in FIVE),
    ]


def _code(points: tuple[int, ...]) -> str:
    return ",".join(str(each) for each in points)


def _count(found: Listing) -> str:
    if found.more:
        return _("more than %(n)s comments", n=number(found.total))
    return counted("One comment", "%(total)s comments", found.total, total=number(found.total))
