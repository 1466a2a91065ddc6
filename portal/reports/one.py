"""GET /portal/reports/<id>: the figures as they will be published, what is written beside them, the steps."""

from typing import Any

from flask import Response, abort
from flask.typing import ResponseReturnValue

from models.permissions import Permission
from models.reports import queries
from models.reports.tables import SatisfactionReport
from models.reports.words import ReportState
from portal.reports.blueprint import READERS, blueprint
from portal.reports.forms import texts_form
from portal.reports.lists import TONES
from portal.reports.steps import empty_forms
from web.access import needs, viewer
from web.forms import VersionForm
from web.fragments import page
from web.reports import Reading, paper


def report_or_404(report_id: int) -> SatisfactionReport:
    """A report; whoever may edit or approve reports may read all of them."""
    return queries.find(report_id) or abort(404)


@blueprint.get("/<int:report_id>")
@needs(*READERS)
def show(report_id: int) -> ResponseReturnValue:
    """The draft with its steps, or the report as it stands."""
    return page("portal/reports/show.html", **overview(report_or_404(report_id)))


@blueprint.get("/<int:report_id>/preview")
@needs(*READERS)
def preview(report_id: int) -> ResponseReturnValue:
    """The public page as it would be, or as it is."""
    report = report_or_404(report_id)
    return page("survey/results/report.html", reading=Reading.of(report, preview=True))


@blueprint.get("/<int:report_id>/report.pdf")
@needs(*READERS)
def as_paper(report_id: int) -> ResponseReturnValue:
    """The paper as it would be, or as it is."""
    return Response(paper(report_or_404(report_id)), mimetype="application/pdf")


def overview(report: SatisfactionReport, **changes: Any) -> dict[str, Any]:
    """Everything the page of a report shows; `changes` replace single parts, such as a rejected form."""
    who = viewer()
    author = who.id in queries.authors_of(report)
    submitted = report.state is ReportState.SUBMITTED
    edits = who.may(Permission.REPORT_EDIT)
    published = report.state is ReportState.PUBLISHED
    return {
        "report": report,
        "reading": Reading.of(report, preview=True),
        "tones": TONES,
        "editing": report.state is ReportState.DRAFT and edits,
        "submitted": submitted,
        "author": author,
        "may_take_up": submitted and author and edits,
        "may_decide": submitted and not author and who.may(Permission.REPORT_APPROVE),
        "may_correct": published and edits,
        "correction": queries.open_correction(report) if published else None,
        "form": texts_form(report, fresh=True),
        "recount_form": VersionForm(None, data={"version": str(report.version)}, prefix="recount-"),
        **empty_forms(report),
        "open_step": None,
        **changes,
    }
