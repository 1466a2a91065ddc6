"""What becomes of a report: submitted, taken up again, thrown away, published, sent back (S-07)."""

from collections.abc import Callable

from flask import Response, flash, url_for

from models.clock import now
from models.errors import Invalid, Stale
from models.permissions import Permission
from models.reports import actions
from models.reports.tables import SatisfactionReport
from portal.reports.blueprint import blueprint
from portal.reports.forms import ReasonForm, VersionForm, texts_form
from portal.reports.one import changed_meanwhile, overview, report_or_404
from web.access import needs, viewer
from web.commit import commits
from web.forms import Form
from web.fragments import rejected, respond
from web.language import _


@blueprint.post("/<int:report_id>/submission")
@needs(Permission.REPORT_EDIT)
@commits
def submit(report_id: int) -> Response:
    """To a second person, who is told."""
    report, form = report_or_404(report_id), VersionForm(prefix="submit-")

    def act() -> str:
        actions.submit(report, by=viewer(), now=now(), seen=form.version.version)
        return _("Submitted. Those who may approve it are told.")

    return _take(report, "submit", form, act)


@blueprint.post("/<int:report_id>/recall")
@needs(Permission.REPORT_EDIT)
@commits
def take_up(report_id: int) -> Response:
    """Back to writing, by one of its authors."""
    report = actions.take_up(report_or_404(report_id), by=viewer(), now=now())
    flash(_("It can be edited again."), "good")
    return respond(redirect=url_for("reports.show", report_id=report.id))


@blueprint.post("/<int:report_id>/disposal")
@needs(Permission.REPORT_EDIT)
@commits
def discard(report_id: int) -> Response:
    """Thrown away, with a reason."""
    report, form = report_or_404(report_id), ReasonForm(prefix="discard-")

    def act() -> str:
        reason, seen = form.reason.data or "", form.version.version
        actions.discard(report, reason, by=viewer(), now=now(), seen=seen)
        return _("The draft is thrown away. Its period can be reported anew.")

    return _take(report, "discard", form, act)


@blueprint.post("/<int:report_id>/approval")
@needs(Permission.REPORT_APPROVE)
@commits
def publish(report_id: int) -> Response:
    """Published at once, and for good."""
    report, form = report_or_404(report_id), VersionForm(prefix="approve-")

    def act() -> str:
        actions.publish(report, by=viewer(), now=now(), seen=form.version.version)
        return _("Published. Everybody can read it now.")

    return _take(report, "approve", form, act)


@blueprint.post("/<int:report_id>/return")
@needs(Permission.REPORT_APPROVE)
@commits
def send_back(report_id: int) -> Response:
    """Back to its authors, with a reason."""
    report, form = report_or_404(report_id), ReasonForm(prefix="return-")

    def act() -> str:
        reason, seen = form.reason.data or "", form.version.version
        actions.send_back(report, reason, by=viewer(), now=now(), seen=seen)
        return _("Sent back. Its authors are told why.")

    return _take(report, "return", form, act)


def _take(report: SatisfactionReport, step: str, form: Form, act: Callable[[], str]) -> Response:
    texts = texts_form(report, fresh=True)
    if form.validate():
        try:
            flash(act(), "good")
        except Invalid as fault:
            (texts if fault.field in texts else form).blame(fault)
        except Stale:
            form.form_errors.append(changed_meanwhile())
        else:
            return respond(redirect=url_for("reports.show", report_id=report.id))
    shown = overview(report, open_step=step, **{f"{step}_form": form})
    return rejected("portal/reports/show.html", **{**shown, "form": texts})
