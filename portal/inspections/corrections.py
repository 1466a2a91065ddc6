"""GET /portal/inspections/corrections, /<id>, and what is done with one: a report, a check (Q-01)."""

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.db import db
from models.errors import Invalid, NotAllowed
from models.inspection import actions, queries
from models.inspection.tables import Correction
from models.inspection.words import CorrectionState
from models.people.queries import staff_with_ids
from models.people.tables import Staff
from models.supervision import actions as supervision
from models.supervision import queries as visits
from models.supervision.queries import finding_named
from models.supervision.tables import DepartmentFinding
from portal.cases.files import KINDS, size
from portal.inspections import forms
from portal.inspections.blueprint import blueprint
from portal.inspections.lists import tabs
from portal.inspections.words import CORRECTION_TONES
from web.access import anyone, viewer
from web.commit import commits, commits_refusals
from web.downloads import as_file, download, sends_files
from web.fragments import page, rejected, respond
from web.language import _
from web.language.filters import named
from web.lists import address, window
from web.sheets import Cell, workbook
from web.words import word

TEMPLATE = "portal/inspections/correction.html"
WIDTHS = (12, 20, 50, 16, 8, 14, 19, 19, 19)
OPEN = (CorrectionState.ORDERED, CorrectionState.REPORTED)
ENDED = (CorrectionState.ACCEPTED, CorrectionState.DROPPED)


@blueprint.get("/corrections")
@anyone
def corrections() -> ResponseReturnValue:
    """The corrections that the viewer may see, open ones or those that have ended."""
    states, shown = _states(), window((), default="", size=50)
    return page(
        "portal/inspections/corrections.html",
        rows=queries.corrections(viewer(), states, offset=(shown.page - 1) * shown.size, limit=shown.size),
        total=queries.count_corrections(viewer(), states),
        ended=states is ENDED,
        tones=CORRECTION_TONES,
        shown=shown,
        address=address,
        at=now(),
        tabs=tabs("inspections.corrections"),
    )


@blueprint.get("/corrections/export.xlsx")
@anyone
def export_corrections() -> Response:
    """Exactly what the list shows, all pages of it, a row each."""
    heads = [
        _("Order no."), _("Department"), _("What is to be put right"), _("State"), _("Round"),
        _("Correction checked by"), _("Ordered at"), _("Due"), _("Ended"),
    ]  # fmt: skip
    name = f"corrections-{local_day(now()):%Y%m%d}.xlsx"
    return as_file(workbook(_("Corrections"), heads, WIDTHS, _cells(_states())), name)


@blueprint.get("/corrections/<int:correction_id>")
@anyone
def correction(correction_id: int) -> ResponseReturnValue:
    """One correction with its reports, proofs and checks."""
    return page(TEMPLATE, **_screen(_or_404(correction_id)))


@blueprint.get("/corrections/<int:correction_id>/files/<int:file_id>")
@sends_files
@anyone
def proof(correction_id: int, file_id: int) -> Response:
    """A proof, to whoever may see the correction."""
    return download(queries.file_of(_or_404(correction_id), file_id) or abort(404), inline=True)


@blueprint.post("/corrections/<int:correction_id>/report")
@anyone
@commits_refusals
def report(correction_id: int) -> Response:
    found = _or_404(correction_id)
    form = forms.ReportForm(request.form, prefix="report-")
    form.begin(found, viewer())
    taken = form.take(viewer(), now())
    if not form.validate() or not taken:
        return rejected(TEMPLATE, form, **_screen(found, report_form=form))
    actions.report_correction(found, form.text.data or "", form.kept, by=viewer(), now=now())
    flash(_("Reported. The inspector checks it."), "good")
    return respond(redirect=url_for("inspections.correction", correction_id=found.id))


@blueprint.post("/corrections/<int:correction_id>/check")
@anyone
@commits
def check(correction_id: int) -> Response:
    found = _or_404(correction_id)
    form = forms.CheckForm(request.form, prefix="check-")
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, check_form=form))
    accepted = form.verdict.data == forms.YES
    try:
        actions.check_correction(
            found, accepted=accepted, remark=form.remark.data or "", by=viewer(), now=now()
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(found, check_form=form))
    flash(
        _("Accepted. The correction is over.") if accepted else _("Sent back, with a new due time."), "good"
    )
    return respond(redirect=url_for("inspections.correction", correction_id=found.id))


@blueprint.post("/corrections/<int:correction_id>/checker")
@anyone
@commits
def checker(correction_id: int) -> Response:
    """Has another check it, as who did left or has another role."""
    found = _or_404(correction_id)
    form = _checker_form(found, request.form)
    if form is None:
        raise NotAllowed("permission")
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, checker_form=form))
    person, reason = db.session.get_one(Staff, int(form.person.data)), form.reason.data or ""
    name = supervision.name_checker if _of_finding(found) else actions.name_checker
    try:
        name(found, person, reason, by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(found, checker_form=form))
    flash(_("The new checker is named, and told."), "good")
    return respond(redirect=url_for("inspections.correction", correction_id=found.id))


def _of_finding(found: Correction) -> bool:
    return found.about.startswith(f"{DepartmentFinding.__tablename__}:")


def _checker_form(found: Correction, typed: Any = None) -> forms.InsteadForm | None:
    """Who may check it instead, for whoever steers such inspections while it is open."""
    by, at = viewer(), now()
    if _of_finding(found):
        people = visits.checkers_to_name(found, by, at)
    else:
        people = queries.checkers_to_name(found, by, local_day(at))
    if not people:
        return None
    form = forms.InsteadForm(typed, prefix="checker-")
    form.offer(staff_with_ids(people).values())
    return form


def _states() -> tuple[CorrectionState, ...]:
    return ENDED if request.args.get("show") == "ended" else OPEN


def _cells(states: tuple[CorrectionState, ...]) -> Iterator[list[Cell]]:
    for row in queries.corrections(viewer(), states, limit=None):
        yield [
            row.id,
            named(row.department),
            row.text,
            word(row.state),
            row.round,
            named(row.checker),
            row.started_at,
            row.due_at,
            row.ended_at or "",
        ]


def _or_404(correction_id: int) -> Correction:
    by = viewer()
    return (
        queries.correction(by, correction_id) or visits.correction_in(by, correction_id, now()) or abort(404)
    )


def _screen(found: Correction, **sent: Any) -> dict[str, Any]:
    by = viewer()
    report_form = forms.ReportForm(None, prefix="report-")
    report_form.begin(found, by)
    area, _colon, key = found.about.partition(":")
    about = int(key) if area == "inspection" else 0
    return {
        "found": found,
        "about": about,
        "case_number": queries.case_behind(by, about) if about else None,
        "visit": finding_named(by, found.about, now()),
        "reports": list(reversed(found.reports)),
        "files": {each.id: _files(found, each) for each in found.reports},
        "makes": found.state is CorrectionState.ORDERED and queries.makes(found, by),
        "checks": found.state is CorrectionState.REPORTED and found.checker_id == by.id,
        "report_form": report_form,
        "checker_form": _checker_form(found),
        "check_form": forms.CheckForm(None, prefix="check-"),
        "tone": CORRECTION_TONES[found.state],
        "at": now(),
        **sent,
    }


def _files(found: Correction, report: Any) -> list[dict[str, str]]:
    return [
        {
            "name": each.file.name,
            "url": url_for("inspections.proof", correction_id=found.id, file_id=each.file_id),
            "size": size(each.file.size),
            "kind": KINDS.get(each.file.media_type, each.file.media_type.partition("/")[0]),
        }
        for each in report.files
    ]
