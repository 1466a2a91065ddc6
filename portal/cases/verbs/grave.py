"""POST /portal/cases/<number>/meeting, /action-item, /special-report, /report-review (G-04)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import ReportState
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.meeting import ActionItemForm, MeetingForm
from portal.cases.forms.special_report import ReportReviewForm, SpecialReportForm
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _

GRAVE = "cases.grave"
"""The screen to which a plain browser returns after these steps."""


@blueprint.post("/<number>/meeting")
@needs(Permission.CASE_HANDLE)
@commits
def meeting(number: str) -> Response:
    def act(case: Case, form: MeetingForm, by: Staff, at: datetime) -> str:
        actions.hold_meeting(case, form.minutes(), by=by, now=at, seen=form.version.version)
        return _("The minutes are kept; everybody who has something to do is told.")

    return take_step(number, Step.MEETING, act, back=GRAVE)


@blueprint.post("/<number>/action-item")
@needs(Permission.CASE_ASSIST)
@commits
def action_item(number: str) -> Response:
    def act(case: Case, form: ActionItemForm, by: Staff, at: datetime) -> str:
        item = int(form.item_id.data)
        actions.finish_item(case, item, form.remark.data or "", by=by, now=at, seen=form.version.version)
        return _("Done. Who wrote the minutes is told.")

    return take_step(number, Step.ACTION_ITEM, act)


@blueprint.post("/<number>/special-report")
@needs(Permission.CASE_HANDLE)
@commits
def special_report(number: str) -> Response:
    def act(case: Case, form: SpecialReportForm, by: Staff, at: datetime) -> str:
        submit = form.end.data == "submit"
        actions.write_report(case, form.text(), submit=submit, by=by, now=at, seen=form.version.version)
        if submit:
            return _("The special report is with the leading group.")
        return _("Kept as a draft.")

    return take_step(number, Step.SPECIAL_REPORT, act, back=GRAVE)


@blueprint.post("/<number>/report-review")
@needs(Permission.CASE_DECIDE)
@commits
def report_review(number: str) -> Response:
    def act(case: Case, form: ReportReviewForm, by: Staff, at: datetime) -> str:
        acknowledged = form.verdict.data == ReportState.ACKNOWLEDGED
        remark = form.remark.data or ""
        actions.review_report(
            case, acknowledged=acknowledged, remark=remark, by=by, now=at, seen=form.version.version
        )
        if acknowledged:
            return _("Acknowledged.")
        return _("Sent back; its author reads why.")

    return take_step(number, Step.REPORT_REVIEW, act, back=GRAVE)
