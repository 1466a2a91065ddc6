"""GET /portal/kpi/figures.xlsx: the board's figures as a workbook, the same as the screen shows (Q-02)."""

from collections.abc import Iterator

from flask import Response

from models.kpi.queries import Reading
from models.kpi.rules.figures import NATURE, Unit
from models.kpi.words import Figure
from portal.kpi.asked import asked
from portal.kpi.blueprint import blueprint
from portal.kpi.board import Board, Line
from portal.kpi.views import READERS
from web.access import needs, viewer
from web.downloads import as_file
from web.kpi.telling import month_name, target_of
from web.language import _
from web.sheets import Cell, workbook
from web.words import word
from web.words.kpi import METHODS

WIDTHS = (12, 24, 26, 10, 10, 12, 12, 12, 12, 16, 16, 16, 80)


@blueprint.get("/figures.xlsx")
@needs(*READERS)
def export() -> Response:
    """A row for each figure of the subject, of its departments and its people, as far as they are shown."""
    board = Board(viewer(), asked())
    heads = [
        _("Month"), _("Whose"), _("Figure"), "n", _("In the share"), _("Rate"), _("from"), _("to"),
        _("To be expected"), _("Median in minutes"), _("Nine of ten within, minutes"), _("Target"),
        _("How it is worked out"),
    ]  # fmt: skip
    name = f"key-figures-{board.asked.month.key}.xlsx"
    return as_file(workbook(_("Key figures"), heads, WIDTHS, _cells(board)), name)


def _cells(board: Board) -> Iterator[list[Cell]]:
    own = Line(board.asked.subject.key, board.name, "", board.now)
    others = [line for line in (*board.departments, *board.people) if line.key != own.key]
    for line in (own, *others):
        for figure in board.figures:
            reading = line.readings.get(figure)
            if reading is not None and reading.shown:
                yield _row(board, line.name, figure, reading.right)


def _row(board: Board, name: str, figure: Figure, reading: Reading) -> list[Cell]:
    share, is_share = reading.share, NATURE[figure].unit is Unit.SHARE
    return [
        month_name(reading.month),
        name,
        word(figure),
        reading.n,
        reading.hits if reading.hits is not None else "",
        round(share.value, 4) if share else "",
        round(share.low, 4) if share else "",
        round(share.high, 4) if share else "",
        round(reading.expected, 4) if reading.expected is not None and is_share else "",
        reading.median if reading.median is not None else "",
        reading.p90 if reading.p90 is not None else "",
        target_of(figure, board.targets),
        str(METHODS[figure]),
    ]
