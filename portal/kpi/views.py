"""GET /portal/kpi: the figures of a month, compared, drawn, and open down to the cases (Q-02, M-02)."""

from collections.abc import Sequence

from flask.typing import ResponseReturnValue

from models.kpi import queries
from models.kpi.rules.months import Month
from models.kpi.words import Facet, SubjectKind
from models.permissions import Permission
from portal.kpi.asked import asked
from portal.kpi.blueprint import blueprint
from portal.kpi.board import Board, choosable, named_now
from portal.kpi.drawings import Drawings
from portal.kpi.tabs import tabs
from web.access import needs, viewer
from web.fragments import page
from web.kpi import telling
from web.words.kpi import METHODS

READERS = (Permission.CASE_HANDLE, Permission.CASE_TRIAGE, Permission.KPI_READ)
"""Who has figures of their own, or reads those of others; whose they may read is said by the queries."""


@blueprint.get("")
@needs(*READERS)
def index() -> ResponseReturnValue:
    """The board that the address asks for."""
    board = Board(viewer(), asked())
    facets = [(facet, board.parts(facet)) for facet in (Facet.GRADE, Facet.CHANNEL, Facet.CATEGORY)]
    return page(
        "portal/kpi/index.html",
        board=board,
        asked=board.asked,
        drawings=Drawings(board),
        facets=[(facet, readings) for facet, readings in facets if readings],
        subjects=_subjects(board),
        months=_months(board),
        methods=METHODS,
        telling=telling,
        plain=Facet.ALL,
        wall=viewer().may(Permission.KPI_READ),
        tabs=tabs("kpi.index"),
    )


def months_offered(*wanted: Month) -> Sequence[Month]:
    """The months that have figures, the latest first, and those that the address names."""
    kept = {Month(row.month) for row in queries.months_kept()}
    return sorted(kept | set(wanted), reverse=True)


def _months(board: Board) -> Sequence[Month]:
    """What the form offers: of a colleague the months in which they were the viewer's."""
    offered = months_offered(board.asked.month, board.asked.against)
    theirs = queries.months_read(viewer(), board.asked.subject, offered)
    return [month for month in offered if month in theirs]


def _subjects(board: Board) -> list[tuple[str, str]]:
    """What the form offers; a colleague's figures that are open now stand beside the own ones."""
    subject = board.asked.subject
    found = named_now(choosable(viewer()))
    if subject.kind is SubjectKind.PERSON and subject.id != viewer().id:
        found.append((subject.key, board.name))
    return found
