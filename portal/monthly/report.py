"""GET /portal/monthly/<month>: the company's report, from the draft to what was sent (Q-05)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.kpi.queries import month_of
from models.kpi.rules.months import Month
from models.kpi.words import Figure
from models.monthly import actions, queries
from models.monthly.tables import MonthlyReport
from models.monthly.words import MonthlyState, SummaryState
from models.permissions import Permission
from models.rulebook.queries import kpi_of, rules_at
from portal.monthly.blueprint import blueprint
from portal.monthly.forms import CorrectionForm, ReportForm, ReturnForm
from portal.monthly.summaries import TONES
from web.access import needs, viewer
from web.commit import commits
from web.downloads import download, sends_files
from web.forms import VersionForm
from web.fragments import page, rejected, respond
from web.kpi.telling import month_name
from web.language import _
from web.monthly.reading import MonthReading

TEMPLATE = "portal/monthly/report.html"
READERS = (Permission.KPI_READ, Permission.REPORT_APPROVE, Permission.REPORT_EDIT)


@blueprint.get("/<month>")
@needs(*READERS)
def report(month: str) -> ResponseReturnValue:
    """The report of a month; a draft shows how things stand now."""
    return page(TEMPLATE, **_screen(_or_404(month)))


@blueprint.get("/<month>/<int:number>.pdf")
@needs(*READERS)
@sends_files
def issue(month: str, number: int) -> Response:
    """A printing as it was sent."""
    found = next((each for each in _or_404(month).issues if each.number == number), None)
    return download(found.file) if found is not None else abort(404)


@blueprint.post("/<month>/writing")
@needs(Permission.REPORT_EDIT)
@commits
def write(month: str) -> Response:
    """Keeps the words, or hands the report to a second person."""
    found, form = _or_404(month), ReportForm(request.form)
    hands_in = "hand_in" in request.form
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, report_form=form))
    act = actions.submit if hands_in else actions.write_report
    try:
        act(
            found,
            form.assessment.data or "",
            form.measures.data or "",
            by=viewer(),
            now=now(),
            seen=form.version.version,
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(found, report_form=form))
    return _done(month, _("Handed to a second person.") if hands_in else _("Kept. It is not handed in yet."))


@blueprint.post("/<month>/approval")
@needs(Permission.REPORT_APPROVE)
@commits
def approve(month: str) -> Response:
    found, form = _or_404(month), VersionForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found))
    actions.approve(found, by=viewer(), now=now(), seen=form.version.version)
    return _done(month, _("Approved. The clock prints it and sends it to the leaders."))


@blueprint.post("/<month>/return")
@needs(Permission.REPORT_APPROVE)
@commits
def send_back(month: str) -> Response:
    found, form = _or_404(month), ReturnForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, return_form=form))
    actions.send_back(found, form.reason.data or "", by=viewer(), now=now(), seen=form.version.version)
    return _done(month, _("Returned, with your reason."))


@blueprint.post("/<month>/corrections")
@needs(Permission.REPORT_APPROVE)
@commits
def correct(month: str) -> Response:
    found, form = _or_404(month), CorrectionForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, correction_form=form))
    actions.correct(found, form.text.data or "", by=viewer(), now=now())
    return _done(month, _("Put right, dated; the clock prints the report anew with it."))


def _screen(found: MonthlyReport, **forms: Any) -> dict[str, Any]:
    month = Month(found.month)
    content = found.content or _live(month)
    may_decide = viewer().may(Permission.REPORT_APPROVE) and viewer().id not in queries.authors(found)
    version = {"version": found.version}
    rows = queries.summaries(month)
    return {
        "report": found,
        "month": month.key,
        "first_day": month.first.isoformat(),
        "last_day": month.last.isoformat(),
        "title_month": month_name(month),
        "reading": MonthReading(content, rules_at(found.submitted_at or now())),
        "figures": Figure,
        "summaries": rows,
        "missing": [each for each in rows if each.state is SummaryState.DRAFT],
        "writes": found.state is MonthlyState.DRAFT and viewer().may(Permission.REPORT_EDIT),
        "decides": found.state is MonthlyState.SUBMITTED and may_decide,
        "corrects": found.approved_at is not None and may_decide,
        "tones": TONES,
        "report_form": ReportForm.of(found),
        "approval_form": VersionForm(None, data=version),
        "return_form": ReturnForm(None, data=version),
        "correction_form": CorrectionForm(None),
        **forms,
    }


def _live(month: Month) -> dict[str, Any]:
    frozen = month_of(month)
    assert frozen is not None, "a report is of a frozen month"
    assert frozen.rulebook_id is not None, "a frozen month has its rules"
    return queries.content_of(month, kpi_of(frozen.rulebook_id), now())


def _done(month: str, said: str) -> Response:
    flash(said, "good")
    return respond(redirect=url_for("monthly.report", month=month))


def _or_404(key: str) -> MonthlyReport:
    month = Month.read(key)
    return (queries.report_of(month) if month else None) or abort(404)
