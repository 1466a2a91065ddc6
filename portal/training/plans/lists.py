"""GET and POST /portal/training/plans: all plans with what is done of them; a new one (L-01)."""

from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.errors import Invalid
from models.permissions import Permission
from models.training.actions import begin_plan
from models.training.queries.plans import Done, done, plans
from models.training.tables import TrainingPlan
from portal.training.blueprint import blueprint, tabs
from portal.training.fields import hours
from portal.training.plans.forms import PlanForm
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/training/plans/index.html"


@blueprint.get("/plans", endpoint="plans")
@needs(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    """The plans, the latest first, with sessions, hours and money planned against done."""
    form = PlanForm(None, data={"year": local_day(now()).year})
    form.prepare()
    return page(TEMPLATE, form=form, **_screen())


@blueprint.post("/plans", endpoint="begin_plan")
@needs(Permission.TRAINING_PLAN)
@commits
def begin() -> Response:
    form = PlanForm(request.form)
    form.prepare()
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen())
    try:
        plan = begin_plan(
            form.year.data or 0, form.quarter.data, copied=form.copied.data, by=viewer(), now=now()
        )
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, **_screen())
    return respond(redirect=url_for("training.plan", name=plan.name))


def title_of(plan: TrainingPlan) -> str:
    """Training plan 2026, or of a quarter."""
    if plan.quarter:
        return _("Training plan %(year)s, quarter %(quarter)s", year=plan.year, quarter=plan.quarter)
    return _("Training plan %(year)s", year=plan.year)


def _screen() -> dict[str, Any]:
    found = plans()
    known = done([topic.id for plan in found for topic in plan.topics])
    rows = [(plan, sum((known[topic.id] for topic in plan.topics), Done())) for plan in found]
    return {
        "rows": rows,
        "title_of": title_of,
        "hours": hours,
        "writes": viewer().may(Permission.TRAINING_PLAN),
        "tabs": tabs("training.plans"),
    }
