"""POST /portal/reports/<id>/texts, /figures: writing, and counting a draft anew (S-07)."""

from functools import partial

from flask import Response, url_for

from models.clock import now
from models.permissions import Permission
from models.reports import actions, queries
from portal.reports.blueprint import blueprint
from portal.reports.forms import PASSAGES, texts_form, written
from portal.reports.one import overview, report_or_404
from portal.reports.steps import taken
from web.access import needs, viewer
from web.commit import commits, reading
from web.forms import VersionForm
from web.fragments import rejected, respond
from web.language import _


@blueprint.post("/<int:report_id>/texts")
@needs(Permission.REPORT_EDIT)
@commits
def write(report_id: int) -> Response:
    """Keeps what was written; a second editor is told that somebody was quicker."""
    report = report_or_404(report_id)
    form = texts_form(report, fresh=False)
    if taken(report, form, form, partial(actions.write, report, written(form, PASSAGES)), _("Saved.")):
        return respond(redirect=url_for("reports.show", report_id=report.id))
    shown = overview(report, open_step="texts")
    return rejected("portal/reports/show.html", **{**shown, "form": form})


@blueprint.post("/<int:report_id>/figures")
@needs(Permission.REPORT_EDIT)
@commits
def recount(report_id: int) -> Response:
    """Counts all figures of a draft anew; meanwhile others write."""
    with reading():
        counted = queries.count(report_or_404(report_id), by=viewer(), now=now())
    report, form = report_or_404(report_id), VersionForm(prefix="recount-")
    if taken(
        report,
        form,
        form,
        partial(actions.recount, report, counted=counted),
        _("The figures are counted anew."),
    ):
        return respond(redirect=url_for("reports.show", report_id=report.id))
    shown = overview(report, recount_form=form, open_step="recount")
    return rejected("portal/reports/show.html", **shown)
