"""GET /portal/supervision/<number> and its files: plan, findings, answer, conclusion, what follows (Q-03)."""

from typing import Any

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.rulebook.queries import rules_of
from models.supervision import queries
from models.supervision.rules.steps import possible
from models.supervision.tables import DepartmentInspection
from models.supervision.words import FilePart, InspectionState, Step
from portal.cases.files import KINDS, size
from portal.inspections.words import CORRECTION_TONES, MARK_TONES, checklist_name, item_text
from portal.supervision import forms
from portal.supervision.blueprint import blueprint
from portal.supervision.words import TONES
from portal.trail.story import story
from web.access import anyone, viewer
from web.downloads import download, sends_files
from web.forms import VersionForm
from web.fragments import page

TEMPLATE = "portal/supervision/show.html"
UNSEEN = (InspectionState.PLANNED, InspectionState.UNDER_WAY, InspectionState.DROPPED)


@blueprint.get("/<number>")
@anyone
def show(number: str) -> ResponseReturnValue:
    """One inspection with the steps that the viewer may take."""
    return page(TEMPLATE, **screen(inspection_or_404(number)))


@blueprint.get("/<number>/files/<int:file_id>")
@sends_files
@anyone
def file(number: str, file_id: int) -> Response:
    """A file of the findings or of the answer, to whoever may see the inspection."""
    return download(queries.file_of(inspection_or_404(number), file_id) or abort(404), inline=True)


def inspection_or_404(number: str) -> DepartmentInspection:
    """The inspection, for who may see it."""
    return queries.find(viewer(), number, now()) or abort(404)


def screen(found: DepartmentInspection, **sent: Any) -> dict[str, Any]:
    """Everything that the page shows; `sent` are forms that were refused."""
    by, at = viewer(), now()
    part = queries.part_of(found, by, at)
    can = {step: possible(step, found.state, part) for step in Step}
    seen = {"version": found.version}
    return {
        "found": found,
        "tone": TONES[found.state],
        "mark_tones": MARK_TONES,
        "correction_tones": CORRECTION_TONES,
        "checklist_name": checklist_name,
        "item_text": item_text,
        "pass_percent": rules_of(found.rulebook_id).inspections.pass_percent,
        "left": len(found.checklist.items) - len(found.findings),
        "finding_files": _files(found, FilePart.FINDINGS),
        "answer_files": _files(found, FilePart.ANSWER),
        "sent": found.state not in UNSEEN,
        "at": at,
        "findings_form": forms.findings_form(found, by) if can[Step.RECORD] else None,
        "send_form": VersionForm(None, data=seen) if can[Step.SEND] else None,
        "answer_form": forms.answer_form(found, by) if can[Step.ANSWER] else None,
        "conclusion_form": forms.conclusion_form(found) if can[Step.CONCLUDE] else None,
        "drop_form": forms.DropForm(None, data=seen) if can[Step.DROP] else None,
        "team_form": team_form(found) if can[Step.CHANGE_TEAM] else None,
        "story": story(found.audit_name),
        **sent,
    }


def team_form(found: DepartmentInspection, typed: Any = None) -> forms.TeamForm:
    """The form that gives an inspection to others."""
    others = [str(each) for each in sorted(found.team - {found.leader_id})]
    data = {"version": found.version, "leader": str(found.leader_id), "others": others}
    form = forms.TeamForm(typed, data=data, prefix="team-")
    form.offer(queries.free_for(found.department, now()))
    return form


def _files(found: DepartmentInspection, part: FilePart) -> list[dict[str, str]]:
    return [
        {
            "name": each.name,
            "url": url_for("department_inspections.file", number=found.number, file_id=each.id),
            "size": size(each.size),
            "kind": KINDS.get(each.media_type, each.media_type.partition("/")[0]),
        }
        for each in found.files_of(part)
    ]
