"""GET /portal/department-files/talks/<id>: a talk with a head, its minutes and goals (C-03)."""

from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from models.clock import now
from models.conduct.queries import talks
from models.conduct.tables import HeadTalk
from models.conduct.words import TalkStep
from models.kpi import queries as kpi
from models.people.tables import Staff
from models.permissions import Permission
from portal.department_files.blueprint import blueprint
from portal.department_files.forms import AcknowledgementForm, InvitationForm, MinutesForm, ReviewForm
from portal.kpi.flags import months_of
from portal.trail.story import story
from web.access import anyone, viewer
from web.fragments import page
from web.kpi import telling

TEMPLATE = "portal/department_files/talk.html"


@blueprint.get("/talks/<int:talk_id>")
@anyone
def talk(talk_id: int) -> ResponseReturnValue:
    """A talk with the steps that the viewer may take."""
    return page(TEMPLATE, **screen(or_404(talk_id)))


def or_404(talk_id: int) -> HeadTalk:
    """The talk as far as the viewer reads it."""
    return talks.find_talk(viewer(), talk_id) or abort(404)


def screen(found: HeadTalk, **typed: Any) -> dict[str, Any]:
    """What the page shows; `typed` are forms that came back, those of reviews by their goal."""
    by, at = viewer(), now()
    steps = talks.steps_of(found, by, at)
    reviews: dict[int, ReviewForm] = {}
    if TalkStep.REVIEW_GOAL in steps:
        reviews = {goal.id: _review(goal.id) for goal in found.goals if goal.outcome is None}
        reviews |= typed.get("reviews", {})
    return {
        "found": found,
        "leads": talks.leads(found, by, at),
        "invites": TalkStep.INVITE in steps,
        "invitation": typed.get("invitation") or InvitationForm(None),
        "writes": TalkStep.WRITE_MINUTES in steps,
        "minutes": typed.get("minutes") or MinutesForm(None, data={"held_at": found.planned_at}),
        "acknowledges": TalkStep.ACKNOWLEDGE in steps,
        "acknowledgement": typed.get("acknowledgement") or AcknowledgementForm(None),
        "reviews": reviews,
        "file": talks.reads_file(by, found.department),
        "matter": found.penalty.matter.number
        if found.penalty.matter and by.may(Permission.MATTER_READ)
        else "",
        "late": found.late(at),
        "story": story(found.audit_name),
        **_figures(found, by),
    }


def _figures(found: HeadTalk, by: Staff) -> dict[str, Any]:
    """The key figures that called for the talk, open to their cases for whoever reads figures (Q-04)."""
    flag = kpi.flag_named(found.penalty.flag)
    if flag is None:
        return {"flag": None}
    opens = kpi.flag_for(by, flag.id) is not None
    months = [(each, address if opens else None) for each, address in months_of(flag)]
    return {"flag": flag, "months": months, "telling": telling}


def _review(goal_id: int) -> ReviewForm:
    return named_apart(ReviewForm(None), goal_id)


def named_apart(form: ReviewForm, goal_id: int) -> ReviewForm:
    """The form of one goal of several on a page: its fields have ids of their own."""
    form.prepare()
    form.outcome.id, form.result.id = f"outcome-{goal_id}", f"result-{goal_id}"
    return form
