"""GET /portal/results/answers: the answers behind a figure, within the viewer's scope (S-06)."""

from flask import request
from flask.typing import ResponseReturnValue

from models.permissions import Permission
from models.results import queries
from models.results.queries import Listing
from models.surveys.document import FIVE, NOT_APPLICABLE
from portal.results.blueprint import blueprint
from portal.results.labels import point
from portal.results.views import board_or_404
from web.access import needs, viewer
from web.fragments import page
from web.language import _, counted
from web.language.filters import number
from web.lists import address, window


@blueprint.get("/answers")
@needs(Permission.RESULTS_READ)
def answers() -> ResponseReturnValue:
    """One page of them. Fewer than 5 of an anonymous campaign are not shown one by one either."""
    board, shown = board_or_404(), window((), default="")
    points = asked_points()
    found = Listing([], 0, 1, shown.size)
    if board.measure is not None and board.readable:
        found = queries.answers(
            viewer(),
            board.selection,
            board.measures,
            board.measure.code,
            points=points,
            page=shown.page,
            size=shown.size,
        )
    return page(
        "portal/results/answers.html",
        board=board,
        form=board.form,
        found=found,
        name=board.labels.measure(board.measure) if board.measure else "",
        points=_(", ").join(point(each) for each in points if each != NOT_APPLICABLE),
        count=_count(found),
        address=address,
    )


def asked_points() -> tuple[int, ...]:
    """The points that the address asks for; none for all of them."""
    asked = request.args.get("points", "").split(",")
    return tuple(each for each in (*FIVE, NOT_APPLICABLE) if str(each) in asked)


def _count(found: Listing) -> str:
    if found.more:
        return _("more than %(n)s answers", n=number(found.total))
    return counted("One answer", "%(total)s answers", found.total, total=number(found.total))
