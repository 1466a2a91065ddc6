"""GET /portal/inspections/<id>: the case's words beside the sheet, the result, what followed (Q-01)."""

from collections.abc import Iterable
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.clock import local_day, now
from models.inspection import queries
from models.inspection.queries.draws import case_of, inspectors
from models.inspection.rules.assigning import free_for
from models.inspection.tables import Inspection, Sheet
from models.inspection.words import InspectionState, Mark
from models.people.queries import staff_with_ids
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_of
from portal.cases.files import KINDS, size
from portal.inspections import forms
from portal.inspections.blueprint import blueprint
from portal.inspections.words import (
    CORRECTION_TONES,
    MARK_TONES,
    TONES,
    checklist_name,
    item_text,
    stratum_text,
)
from portal.trail.story import story
from web.access import anyone, viewer
from web.downloads import download, sends_files
from web.fragments import page

TEMPLATE = "portal/inspections/show.html"


@blueprint.get("/<int:inspection_id>")
@anyone
def show(inspection_id: int) -> ResponseReturnValue:
    """One inspection, for who scores it, who reads all, the inspected person and their heads."""
    return page(TEMPLATE, **screen(inspection_or_404(inspection_id)))


def inspection_or_404(inspection_id: int) -> Inspection:
    """The inspection, for who may open it."""
    return queries.inspection(viewer(), inspection_id) or abort(404)


def screen(found: Inspection, **sent: Any) -> dict[str, Any]:
    """Everything that the page shows; `sent` are forms that were refused."""
    by, at = viewer(), now()
    own = queries.own_sheet(found, by)
    scores = own is not None and not own.done and by.may(Permission.INSPECTION_SCORE)
    shown = [sheet for sheet in found.sheets if sheet.done and queries.sees_sheet(found, sheet, by)]
    blind = own is not None and not own.done
    case = cases.find(by, found.case.number)
    return {
        "found": found,
        "case": case,
        "result": cases.latest_result(found.case) if case or own else None,
        "own": own,
        "sheet_form": forms.sheet_form(found, by) if scores else None,
        "files": {sheet.id: _files(found, sheet) for sheet in shown},
        "sheets": shown,
        "blind": blind,
        "objects": _may_object(found),
        "objection_form": forms.TextForm(None, prefix="objection-"),
        "decides": queries.decides(found, by, local_day(at)),
        "decision_form": forms.DecisionForm(None, prefix="decision-"),
        "person_form": _person_form(found),
        "instead": instead_forms(found),
        "rules": rules_of(found.rulebook_id).inspections,
        "stratum": stratum_text(found.stratum, rules_of(found.rulebook_id)) if found.stratum else "",
        "checklist_name": checklist_name,
        "item_text": item_text,
        "tone": TONES[found.state],
        "mark_tones": MARK_TONES,
        "correction_tones": CORRECTION_TONES,
        "counts_as_fault": (Mark.PARTLY, Mark.NOT_MET),
        "sees_correction": found.correction is not None
        and queries.correction(by, found.correction.id) is not None,
        "story": [] if blind else story(found.audit_name),
        **sent,
    }


def _may_object(found: Inspection) -> bool:
    """Whether the viewer is the inspected person and still in time."""
    open_to = found.state is InspectionState.FAILED and found.objection is None
    in_time = found.object_until is not None and now() <= found.object_until
    return open_to and in_time and viewer().id == found.person_id


def _person_form(found: Inspection) -> forms.PersonForm | None:
    """Whom it can be given to, while nobody has scored it."""
    waits = found.state is InspectionState.DRAWN and not found.calibrates
    if not waits or not viewer().may(Permission.INSPECTION_DRAW):
        return None
    taken = {sheet.by_id for sheet in found.sheets}
    free = free_for(case_of(found), inspectors(local_day(now())), taken)
    if not free:
        return None
    form = forms.PersonForm(None, prefix="person-")
    form.offer(staff_with_ids({each.id for each in free}).values())
    return form


def instead_forms(found: Inspection, *, sent: int | None = None) -> list[tuple[Sheet, forms.InsteadForm]]:
    """The blind and calibrating sheets that wait, with whom each can be given to; that of the sheet with the
    id `sent` as it was filled in."""
    open_ = queries.replaceable(found) if viewer().may(Permission.INSPECTION_DRAW) else []
    people = queries.scorers(found, viewer(), local_day(now())) if open_ else []
    named = staff_with_ids(people).values()
    return [(each, _instead_form(each, named, each.id == sent)) for each in open_ if people]


def _instead_form(sheet: Sheet, people: Iterable[Staff], sent: bool) -> forms.InsteadForm:
    form = forms.InsteadForm(request.form if sent else None, prefix=f"sheet{sheet.id}-")
    form.offer(people)
    return form


@blueprint.get("/<int:inspection_id>/files/<int:file_id>")
@sends_files
@anyone
def sheet_file(inspection_id: int, file_id: int) -> Response:
    """A file of a sheet, to whoever may read the sheet."""
    found = inspection_or_404(inspection_id)
    seen = [sheet for sheet in found.sheets if sheet.done and queries.sees_sheet(found, sheet, viewer())]
    files = (each for sheet in seen for each in sheet.files if each.file_id == file_id)
    return download(next((each.file for each in files), None) or abort(404), inline=True)


def _files(found: Inspection, sheet: Sheet) -> list[dict[str, str]]:
    return [
        {
            "name": each.file.name,
            "url": url_for("inspections.sheet_file", inspection_id=found.id, file_id=each.file_id),
            "size": size(each.file.size),
            "kind": KINDS.get(each.file.media_type, each.file.media_type.partition("/")[0]),
        }
        for each in sheet.files
    ]
