"""GET /portal/supervision/<number>: plan, findings, answer, conclusion and what follows (Q-03)."""

from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from models.clock import now
from models.rulebook.queries import rules_of
from models.supervision import queries
from models.supervision.rules.steps import possible
from models.supervision.tables import DepartmentInspection
from models.supervision.words import InspectionState, Step
from portal.inspections.words import CORRECTION_TONES, MARK_TONES, checklist_name, item_text
from portal.supervision import forms
from portal.supervision.blueprint import blueprint
from portal.supervision.words import TONES
from portal.trail.story import story
from web.access import anyone, viewer
from web.fragments import page

TEMPLATE = "portal/supervision/show.html"
UNSEEN = (InspectionState.PLANNED, InspectionState.UNDER_WAY, InspectionState.DROPPED)


@blueprint.get("/<number>")
@anyone
def show(number: str) -> ResponseReturnValue:
    """One inspection with the steps that the viewer may take."""
    return page(TEMPLATE, **screen(inspection_or_404(number)))


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
        "sent": found.state not in UNSEEN,
        "at": at,
        "findings_form": forms.findings_form(found) if can[Step.RECORD] else None,
        "send_form": forms.SendForm(None, data=seen) if can[Step.SEND] else None,
        "answer_form": forms.AnswerForm(None, data=seen) if can[Step.ANSWER] else None,
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
