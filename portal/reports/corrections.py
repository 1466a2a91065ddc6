"""/portal/reports/<id>/correction: the correction of a published report that is on its way (S-07)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.permissions import Permission
from models.reports import actions, queries
from models.reports.tables import ReportCorrection, SatisfactionReport
from models.reports.words import ReportState
from portal.reports.blueprint import READERS, blueprint
from portal.reports.forms import PARTS, correction_form, written
from portal.reports.lists import TONES
from portal.reports.one import report_or_404
from portal.reports.steps import empty_forms, on, sent_form, taken
from web.access import needs, viewer
from web.commit import commits, reading
from web.fragments import page, rejected, respond
from web.language import _
from web.reports import Reading

PAGE = "portal/reports/correction.html"


@blueprint.post("/<int:report_id>/correction")
@needs(Permission.REPORT_EDIT)
@commits
def correct(report_id: int) -> Response:
    """Begins a correction, or leads to the one that there is."""
    actions.correct(report_or_404(report_id), by=viewer(), now=now())
    return respond(redirect=url_for("reports.correction", report_id=report_id))


@blueprint.get("/<int:report_id>/correction")
@needs(*READERS)
def correction(report_id: int) -> ResponseReturnValue:
    """What it says so far, and the steps."""
    report, found = _both(report_id)
    return page(PAGE, **_overview(report, found))


@blueprint.post("/<int:report_id>/correction/texts")
@needs(Permission.REPORT_EDIT)
@commits
def write_correction(report_id: int) -> Response:
    """Keeps what was written; figures are counted anew where that is wanted, and meanwhile others write."""
    with reading():
        report, found = _both(report_id)
        wanted = bool(correction_form(found, fresh=False).recounted.data)
        counted = queries.count(report, by=viewer(), now=now()) if wanted else None
    report, found = _both(report_id)
    form = correction_form(found, fresh=False)
    act = partial(
        actions.write_correction,
        found,
        report,
        written(form, PARTS),
        recounted=wanted,
        counted=counted,
    )
    if taken(found, form, form, act, _("Saved.")):
        return respond(redirect=url_for("reports.correction", report_id=report.id))
    return rejected(PAGE, **_overview(report, found, form=form))


@blueprint.post("/<int:report_id>/correction/submission")
@needs(Permission.REPORT_EDIT)
@commits
def submit_correction(report_id: int) -> Response:
    """To a second person, who is told."""
    return _take(
        report_id, "submit", actions.submit_correction, _("Submitted. Those who may approve it are told.")
    )


@blueprint.post("/<int:report_id>/correction/recall")
@needs(Permission.REPORT_EDIT)
@commits
def take_up_correction(report_id: int) -> Response:
    """Back to writing, by one of its authors."""
    _report, found = _both(report_id)
    actions.take_up_correction(found, by=viewer(), now=now())
    flash(_("It can be edited again."), "good")
    return respond(redirect=url_for("reports.correction", report_id=report_id))


@blueprint.post("/<int:report_id>/correction/disposal")
@needs(Permission.REPORT_EDIT)
@commits
def discard_correction(report_id: int) -> Response:
    """Thrown away, with a reason."""
    return _take(report_id, "discard", actions.discard_correction, _("The correction is thrown away."))


@blueprint.post("/<int:report_id>/correction/approval")
@needs(Permission.REPORT_APPROVE)
@commits
def publish_correction(report_id: int) -> Response:
    """Published at once, above the report."""
    return _take(
        report_id,
        "approve",
        actions.publish_correction,
        _("Published. The correction stands above the report."),
    )


@blueprint.post("/<int:report_id>/correction/return")
@needs(Permission.REPORT_APPROVE)
@commits
def return_correction(report_id: int) -> Response:
    """Back to its authors, with a reason."""
    return _take(report_id, "return", actions.return_correction, _("Sent back. Its authors are told why."))


def _both(report_id: int) -> tuple[SatisfactionReport, ReportCorrection]:
    report = report_or_404(report_id)
    return report, queries.open_correction(report) or abort(404)


def _take(report_id: int, step: str, action: Callable[..., object], said: str) -> Response:
    report, found = _both(report_id)
    form, texts = sent_form(step), correction_form(found, fresh=True)
    if taken(found, form, texts, on(found, action, form), said):
        there = "reports.correction" if found.open else "reports.show"
        return respond(redirect=url_for(there, report_id=report.id))
    return rejected(PAGE, **_overview(report, found, open_step=step, form=texts, **{f"{step}_form": form}))


def _overview(report: SatisfactionReport, found: ReportCorrection, **changes: Any) -> dict[str, Any]:
    who = viewer()
    author = who.id in queries.authors_of(found)
    submitted = found.state is ReportState.SUBMITTED
    edits = who.may(Permission.REPORT_EDIT)
    return {
        "report": report,
        "correction": found,
        "reading": Reading.of(report, preview=True),
        "tones": TONES,
        "editing": found.state is ReportState.DRAFT and edits,
        "submitted": submitted,
        "author": author,
        "may_take_up": submitted and author and edits,
        "may_decide": submitted and not author and who.may(Permission.REPORT_APPROVE),
        "form": correction_form(found, fresh=True),
        **empty_forms(found),
        "open_step": None,
        **changes,
    }
