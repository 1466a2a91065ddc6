"""POST /portal/results/exports: what the filters leave, as Excel, CSV or PDF; an event itself (S-06)."""

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from models.clock import local, now
from models.permissions import Permission
from models.results import queries
from models.results.actions import note_export
from models.results.queries import MOST_RECORDS
from models.surveys.rules.statistics import INSIDE
from portal.results.blueprint import blueprint
from portal.results.board import Board
from portal.results.codebook import columns_of
from portal.results.drawings import Drawings
from portal.results.files import excel, separated
from portal.results.rows import Rows, apart
from portal.results.views import board_or_404
from web.access import needs, viewer
from web.commit import commits, reading
from web.downloads import as_file
from web.extensions import limiter
from web.fragments import respond
from web.language import _
from web.language.filters import number
from web.papers import pdf
from web.sheets import WORKBOOK

OFTEN = "30 per hour"
TYPES = {
    "xlsx": WORKBOOK,
    "csv": "text/csv",
    "pdf": "application/pdf",
}


@blueprint.post("/exports")
@needs(Permission.RESULTS_READ)
@limiter.limit(OFTEN)
@commits
def export() -> ResponseReturnValue:
    """The file, unless there are too few answers for any figure, or too many for one file."""
    chosen = request.form.get("format", "")
    if chosen not in TYPES:
        abort(422)
    with reading():
        board = board_or_404()
        form, selection, n = board.form, board.selection, board.head.n
        if not board.shown:
            flash(_("Fewer than %(n)s answers are not put into a file.", n=INSIDE), "warn")
            return respond(redirect=form.address())
        if chosen != "pdf" and n > MOST_RECORDS:
            flash(
                _("Only %(n)s answers go into one file. Choose fewer days.", n=number(MOST_RECORDS)), "warn"
            )
            return respond(redirect=form.address())
        content = _content(board, chosen)
    note_export(selection, by=viewer(), now=now(), form=chosen, rows=n)
    name = f"results-{str(selection.source).replace(':', '-')}-{local(now()):%Y%m%d-%H%M}.{chosen}"
    return as_file(content, name, TYPES[chosen])


def _content(board: Board, chosen: str) -> bytes:
    if chosen == "pdf":
        return pdf(
            "pdf/results.html",
            board=board,
            form=board.form,
            rows=Rows(board),
            drawings=Drawings(board, paper=True),
            apart=apart,
            at=now(),
        )
    columns = columns_of(board.measures.documents)
    records = list(queries.records(viewer(), board.selection))
    if board.selection.anonymous:
        columns = [column for column in columns if not column.free]
    if chosen == "csv":
        return separated(records, columns)
    loose = queries.loose_words(viewer(), board.selection) if board.selection.anonymous else ()
    return excel(records, columns, loose)
