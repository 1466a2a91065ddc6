"""GET /portal/kpi/cases: the cases that a figure counts, within what the viewer may see of cases (Q-02)."""

from flask import request
from flask.typing import ResponseReturnValue

from models.clock import now
from models.kpi import queries
from portal.kpi.asked import asked
from portal.kpi.blueprint import blueprint
from portal.kpi.board import Board
from portal.kpi.views import READERS
from web.access import needs, viewer
from web.fragments import page
from web.kpi import telling
from web.lists import address, window
from web.words.kpi import METHODS

HITS = {"yes": True, "no": False}


@blueprint.get("/cases")
@needs(*READERS)
def cases() -> ResponseReturnValue:
    """The facts behind one figure, the latest first."""
    board, shown = Board(viewer(), asked()), window((), default="", size=50)
    found = queries.cases_behind(
        viewer(),
        board.asked.figure,
        board.asked.month,
        board.asked.subject,
        facet=board.asked.facet,
        value=board.asked.value,
        hit=HITS.get(request.args.get("hit", "")),
        now=now(),
        page=shown.page,
        size=shown.size,
    )
    return page(
        "portal/kpi/cases.html",
        board=board,
        asked=board.asked,
        reading=board.now[board.asked.figure],
        found=found,
        hit=request.args.get("hit", "") if request.args.get("hit") in HITS else "",
        methods=METHODS,
        telling=telling,
        address=address,
    )
