"""What becomes of a report: submitted, taken up again, thrown away, published, sent back (S-07)."""

from collections.abc import Callable

from flask import Response, flash, url_for

from models.clock import now
from models.permissions import Permission
from models.reports import actions
from portal.reports.blueprint import blueprint
from portal.reports.forms import texts_form
from portal.reports.one import overview, report_or_404
from portal.reports.steps import on, sent_form, taken
from web.access import needs, viewer
from web.commit import commits
from web.fragments import rejected, respond
from web.language import _


@blueprint.post("/<int:report_id>/submission")
@needs(Permission.REPORT_EDIT)
@commits
def submit(report_id: int) -> Response:
    """To a second person, who is told."""
    return _take(report_id, "submit", actions.submit, _("Submitted. Those who may approve it are told."))


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
    return _take(
        report_id, "discard", actions.discard, _("The draft is thrown away. Its period can be reported anew.")
    )


@blueprint.post("/<int:report_id>/approval")
@needs(Permission.REPORT_APPROVE)
@commits
def publish(report_id: int) -> Response:
    """Published at once, and for good."""
    return _take(report_id, "approve", actions.publish, _("Published. Everybody can read it now."))


@blueprint.post("/<int:report_id>/return")
@needs(Permission.REPORT_APPROVE)
@commits
def send_back(report_id: int) -> Response:
    """Back to its authors, with a reason."""
    return _take(report_id, "return", actions.send_back, _("Sent back. Its authors are told why."))


def _take(report_id: int, step: str, action: Callable[..., object], said: str) -> Response:
    report, form = report_or_404(report_id), sent_form(step)
    texts = texts_form(report, fresh=True)
    if taken(report, form, texts, on(report, action, form), said):
        return respond(redirect=url_for("reports.show", report_id=report.id))
    shown = overview(report, open_step=step, **{f"{step}_form": form})
    return rejected("portal/reports/show.html", **{**shown, "form": texts})
