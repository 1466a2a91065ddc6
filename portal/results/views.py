"""GET /portal/results: satisfaction by dimension, case and time, each figure with what it rests on (S-06)."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from models.permissions import Permission
from models.results import queries
from models.results.rules import MeasureKind
from portal.results import filters
from portal.results.blueprint import blueprint
from portal.results.board import Board
from portal.results.drawings import Drawings
from portal.results.rows import Rows, apart
from web.access import needs, viewer
from web.fragments import page
from web.language import counted
from web.language.filters import number

FEW_COMMENTS = 4


@blueprint.get("")
@needs(Permission.RESULTS_READ)
def index() -> ResponseReturnValue:
    board = board_or_404()
    five = board.measures.of_kind(MeasureKind.FIVE_POINTS)
    board.form.measure.choices = [(measure.code, board.labels.measure(measure)) for measure in five]
    board.form.measure.data = board.measure.code if board.measure else ""
    return page(
        "portal/results/index.html",
        board=board,
        form=board.form,
        rows=Rows(board),
        drawings=Drawings(board),
        comments=queries.comments(viewer(), board.selection, places=board.places, size=FEW_COMMENTS)
        if board.shown
        else None,
        answers=counted("One answer", "%(total)s answers", board.head.n, total=number(board.head.n)),
        readable=board.readable,
        apart=apart,
        whole_company=queries.sees_all(viewer()),
    )


def board_or_404() -> Board:
    """The figures that the address asks for. A campaign that there is not, or is not to be seen, is 404."""
    form = filters.read(request.values, viewer())
    found = form.selection()
    if found is None or (found[1] is not None and not queries.sees_all(viewer())):
        abort(404)
    selection, campaign = found
    return Board(viewer(), form, selection, campaign)
