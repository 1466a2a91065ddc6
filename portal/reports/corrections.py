"""/portal/reports/<id>/correction: the correction of a published report that is on its way (S-07)."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid, Stale
from models.permissions import Permission
from models.reports import actions, queries
from models.reports.tables import ReportCorrection, SatisfactionReport
from models.reports.words import ReportState
from portal.reports.blueprint import READERS, blueprint
from portal.reports.forms import PARTS, ReasonForm, VersionForm, correction_form, written
from portal.reports.lists import TONES
from portal.reports.one import changed_meanwhile, report_or_404
from web.access import needs, viewer
from web.commit import commits
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
    """Keeps what was written; figures are counted anew where that is wanted."""
    report, found = _both(report_id)
    form = correction_form(found, fresh=False)

    def act() -> str:
        actions.write_correction(
            found,
            report,
            written(form, PARTS),
            recounted=bool(form.recounted.data),
            by=viewer(),
            now=now(),
            seen=form.version.version,
        )
        return _("Saved.")

    return _take(report, found, "", form, act, form=form)


@blueprint.post("/<int:report_id>/correction/submission")
@needs(Permission.REPORT_EDIT)
@commits
def submit_correction(report_id: int) -> Response:
    """To a second person, who is told."""
    report, found = _both(report_id)
    step = VersionForm(prefix="submit-")

    def act() -> str:
        actions.submit_correction(found, by=viewer(), now=now(), seen=step.version.version)
        return _("Submitted. Those who may approve it are told.")

    return _take(report, found, "submit", step, act)


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
    report, found = _both(report_id)
    step = ReasonForm(prefix="discard-")

    def act() -> str:
        reason, seen = step.reason.data or "", step.version.version
        actions.discard_correction(found, reason, by=viewer(), now=now(), seen=seen)
        return _("The correction is thrown away.")

    return _take(report, found, "discard", step, act)


@blueprint.post("/<int:report_id>/correction/approval")
@needs(Permission.REPORT_APPROVE)
@commits
def publish_correction(report_id: int) -> Response:
    """Published at once, above the report."""
    report, found = _both(report_id)
    step = VersionForm(prefix="approve-")

    def act() -> str:
        actions.publish_correction(found, by=viewer(), now=now(), seen=step.version.version)
        return _("Published. The correction stands above the report.")

    return _take(report, found, "approve", step, act)


@blueprint.post("/<int:report_id>/correction/return")
@needs(Permission.REPORT_APPROVE)
@commits
def return_correction(report_id: int) -> Response:
    """Back to its authors, with a reason."""
    report, found = _both(report_id)
    step = ReasonForm(prefix="return-")

    def act() -> str:
        reason, seen = step.reason.data or "", step.version.version
        actions.return_correction(found, reason, by=viewer(), now=now(), seen=seen)
        return _("Sent back. Its authors are told why.")

    return _take(report, found, "return", step, act)


def _both(report_id: int) -> tuple[SatisfactionReport, ReportCorrection]:
    report = report_or_404(report_id)
    return report, queries.open_correction(report) or abort(404)


def _take(
    report: SatisfactionReport,
    found: ReportCorrection,
    step: str,
    step_form: Any,
    act: Callable[[], str],
    form: Any = None,
) -> Response:
    texts = form if form is not None else correction_form(found, fresh=True)
    if step_form.validate():
        try:
            flash(act(), "good")
        except Invalid as fault:
            (texts if fault.field in texts else step_form).blame(fault)
        except Stale:
            step_form.version.data = str(found.version)
            step_form.form_errors.append(changed_meanwhile())
        else:
            there = "reports.correction" if found.open else "reports.show"
            return respond(redirect=url_for(there, report_id=report.id))
    changes = {f"{step}_form": step_form} if step else {}
    shown = _overview(report, found, open_step=step, **changes)
    return rejected(PAGE, **{**shown, "form": texts})


def _overview(report: SatisfactionReport, found: ReportCorrection, **changes: Any) -> dict[str, Any]:
    who, version = viewer(), {"version": str(found.version)}
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
        "submit_form": VersionForm(None, data=version, prefix="submit-"),
        "discard_form": ReasonForm(None, data=version, prefix="discard-"),
        "approve_form": VersionForm(None, data=version, prefix="approve-"),
        "return_form": ReasonForm(None, data=version, prefix="return-"),
        "open_step": None,
        **changes,
    }
