"""Topics of a plan: a new one, a changed one, one taken out (L-01)."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.training import actions
from models.training.queries.plans import topic_with
from models.training.tables import TrainingPlan, TrainingTopic
from portal.training.blueprint import blueprint
from portal.training.plans.forms import SeenForm, TopicForm
from portal.training.plans.lists import title_of
from portal.training.plans.one import plan_or_404
from web.access import needs, viewer
from web.commit import commits
from web.errors import sentence_for_fault
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/training/plans/topic.html"


@blueprint.get("/plans/<name>/topics/new", endpoint="new_topic")
@needs(Permission.TRAINING_PLAN)
def new(name: str) -> ResponseReturnValue:
    return _asked(plan_or_404(name), None)


@blueprint.post("/plans/<name>/topics/new", endpoint="add_topic")
@needs(Permission.TRAINING_PLAN)
@commits
def add(name: str) -> Response:
    return _written(plan_or_404(name), None)


@blueprint.get("/plans/<name>/topics/<int:topic_id>", endpoint="topic")
@needs(Permission.TRAINING_PLAN)
def edit(name: str, topic_id: int) -> ResponseReturnValue:
    plan = plan_or_404(name)
    return _asked(plan, _topic_or_404(plan, topic_id))


@blueprint.post("/plans/<name>/topics/<int:topic_id>", endpoint="change_topic")
@needs(Permission.TRAINING_PLAN)
@commits
def change(name: str, topic_id: int) -> Response:
    plan = plan_or_404(name)
    return _written(plan, _topic_or_404(plan, topic_id))


@blueprint.post("/plans/<name>/topics/<int:topic_id>/removal", endpoint="drop_topic")
@needs(Permission.TRAINING_PLAN)
@commits
def drop(name: str, topic_id: int) -> Response:
    plan, form = plan_or_404(name), SeenForm(request.form)
    form.validate()
    try:
        actions.drop_topic(_topic_or_404(plan, topic_id), by=viewer(), now=now(), seen=form.seen.version)
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
    else:
        flash(_("Taken out of the plan."), "good")
    return respond(redirect=url_for("training.plan", name=name))


def _topic_or_404(plan: TrainingPlan, topic_id: int) -> TrainingTopic:
    topic = topic_with(topic_id)
    if topic is None or topic.plan_id != plan.id:
        abort(404)
    return topic


def _asked(plan: TrainingPlan, topic: TrainingTopic | None) -> ResponseReturnValue:
    if not plan.editable:
        abort(404)
    form = TopicForm(None)
    form.prepare(topic, plan.version)
    return page(TEMPLATE, form=form, plan=plan, topic=topic, title=title_of(plan))


def _written(plan: TrainingPlan, topic: TrainingTopic | None) -> Response:
    form = TopicForm(request.form)
    form.prepare(topic, plan.version)
    known = {"plan": plan, "topic": topic, "title": title_of(plan)}
    if not form.validate():
        return rejected(TEMPLATE, form, **known)
    try:
        actions.write_topics(
            plan, [form.draft()], instead_of=topic, by=viewer(), now=now(), seen=form.seen.version
        )
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, **known)
    flash(_("Written into the plan."), "good")
    return respond(redirect=url_for("training.plan", name=plan.name))
