"""GET /portal/training/plans/<name>, and its steps: submitted, approved, returned, opened again (L-01)."""

import re
from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.training import actions
from models.training.queries.plans import Done, done, plan_of
from models.training.rules.standing import may_approve
from models.training.tables import TrainingPlan
from models.training.words import PlanState
from portal.training.blueprint import blueprint, tabs
from portal.training.fields import hours, meant
from portal.training.plans.forms import ReasonForm, SeenForm
from portal.training.plans.lists import title_of
from portal.training.story import story_of
from web.access import needs, viewer
from web.commit import commits
from web.errors import sentence_for_fault
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/training/plans/show.html"
NAME = re.compile(r"(20\d\d)(?:Q([1-4]))?")


@blueprint.get("/plans/<name>", endpoint="plan")
@needs(Permission.TRAINING_READ)
def show(name: str) -> ResponseReturnValue:
    """The topics, each planned against done, and the steps that the viewer may take."""
    return page(TEMPLATE, **screen(plan_or_404(name)))


@blueprint.post("/plans/<name>/submission", endpoint="submit_plan")
@needs(Permission.TRAINING_PLAN)
@commits
def submit(name: str) -> Response:
    return _plain(name, actions.submit_plan, _("Handed in: it waits for approval."))


@blueprint.post("/plans/<name>/approval", endpoint="approve_plan")
@needs(Permission.TRAINING_APPROVE)
@commits
def approve(name: str) -> Response:
    return _plain(name, actions.approve_plan, _("Approved: sessions may be held for its topics."))


@blueprint.post("/plans/<name>/return", endpoint="return_plan")
@needs(Permission.TRAINING_APPROVE)
@commits
def give_back(name: str) -> Response:
    return _with_reason(name, "giving_back", actions.return_plan, _("Given back with your reason."))


@blueprint.post("/plans/<name>/amendment", endpoint="amend_plan")
@needs(Permission.TRAINING_PLAN)
@commits
def amend(name: str) -> Response:
    return _with_reason(name, "amending", actions.amend_plan, _("Open again: hand it in when it is changed."))


def plan_or_404(name: str) -> TrainingPlan:
    """The plan of an address."""
    found = NAME.fullmatch(name)
    return (found and plan_of(int(found[1]), int(found[2] or 0))) or abort(404)


def screen(plan: TrainingPlan, **typed: ReasonForm) -> dict[str, Any]:
    """All that the page of a plan shows; `typed` is a form that was refused."""
    by, known = viewer(), done([topic.id for topic in plan.topics])
    writes = by.may(Permission.TRAINING_PLAN)
    decides = may_approve(plan, by)
    amends = writes and plan.state is PlanState.APPROVED
    seen = {"seen": str(plan.version)}
    return {
        "plan": plan,
        "title": title_of(plan),
        "rows": [(topic, known[topic.id]) for topic in plan.topics],
        "total": sum(known.values(), Done()),
        "planned_minutes": sum(each.sessions * each.minutes for each in plan.topics),
        "hours": hours,
        "meant": meant,
        "edits": writes and plan.editable,
        "decides": decides,
        "step": SeenForm(None, data=seen),
        "giving_back": typed.get("giving_back") or (ReasonForm(None, data=seen) if decides else None),
        "amending": typed.get("amending") or (ReasonForm(None, data=seen) if amends else None),
        "holds": by.may(Permission.TRAINING_TEACH) and plan.state is PlanState.APPROVED,
        "story": story_of(plan.audit_name),
        "tabs": tabs("training.plans"),
    }


Step = Callable[..., TrainingPlan]


def _plain(name: str, step: Step, says: str) -> Response:
    plan, form = plan_or_404(name), SeenForm(request.form)
    form.validate()
    try:
        step(plan, by=viewer(), now=now(), seen=form.seen.version)
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
        return respond(redirect=url_for("training.plan", name=name))
    flash(says, "good")
    return respond(redirect=url_for("training.plan", name=name))


def _with_reason(name: str, which: str, step: Step, says: str) -> Response:
    plan, form = plan_or_404(name), ReasonForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(plan, **{which: form}))
    step(plan, form.reason.data or "", by=viewer(), now=now(), seen=form.seen.version)
    flash(says, "good")
    return respond(redirect=url_for("training.plan", name=name))
