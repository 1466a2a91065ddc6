"""GET /portal/kpi/wall: the company's figures full screen, refreshed by itself, with nobody's name (M-04)."""

from flask.typing import ResponseReturnValue

from models.clock import now
from models.kpi import queries
from models.kpi.rules.months import Month
from models.kpi.words import Facet, Figure
from models.permissions import Permission
from portal.kpi.asked import Asked
from portal.kpi.blueprint import blueprint
from portal.kpi.board import Board
from portal.kpi.drawings import Drawings
from web.access import needs, viewer
from web.fragments import page
from web.kpi import telling

SHOWN = (
    Figure.SATISFACTION,
    Figure.TIMELINESS,
    Figure.RESPONSE_TIMELINESS,
    Figure.OVERDUE,
    Figure.REOPENED,
    Figure.FIRST_CONTACT,
)
SECONDS = 60
"""How often the page asks for itself anew."""


@blueprint.get("/wall")
@needs(Permission.KPI_READ)
def wall() -> ResponseReturnValue:
    """The month that lasts, company and departments alone."""
    month = Month.of(now())
    asked = Asked(month, month.shifted(-1), queries.COMPANY, Facet.ALL, "", Figure.SATISFACTION)
    board = Board(viewer(), asked)
    return page(
        "portal/kpi/wall.html",
        board=board,
        asked=asked,
        figures=SHOWN,
        drawings=Drawings(board, paper=False),
        telling=telling,
        seconds=SECONDS,
        at=now(),
    )
