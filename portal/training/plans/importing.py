"""Topics of a plan from a sheet: a preview first, then all lines or none (L-01)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.imports.rules.sheet import Unreadable
from models.permissions import Permission
from models.training import actions
from models.training.actions import TopicDraft
from models.training.tables import TrainingPlan
from portal.imports.sentences import trouble_sentence
from portal.training.blueprint import blueprint
from portal.training.plans.forms import TopicsForm, UploadForm
from portal.training.plans.lists import title_of
from portal.training.plans.one import plan_or_404
from portal.training.plans.sheet import COLUMNS, checked, heads
from portal.training.rows import MOST, Reading, kept_lines, lines_of
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import counted

TEMPLATE = "portal/training/plans/import.html"
PREVIEW = "portal/training/plans/preview.html"


@blueprint.get("/plans/<name>/import", endpoint="import_topics")
@needs(Permission.TRAINING_PLAN)
def upload(name: str) -> ResponseReturnValue:
    """What the file needs, and where to hand it in."""
    plan = _open_or_404(name)
    return page(TEMPLATE, form=UploadForm(None), plan=plan, title=title_of(plan), most=MOST)


@blueprint.post("/plans/<name>/import", endpoint="preview_topics")
@needs(Permission.TRAINING_PLAN)
def preview(name: str) -> ResponseReturnValue:
    """Reads the file and shows what would be written, or what is wrong; nothing is written yet."""
    plan, form = _open_or_404(name), UploadForm(request.form)
    try:
        rows = lines_of(request.files.get("file") if form.validate() else None, COLUMNS)
    except Unreadable as problem:
        form.file.errors = [trouble_sentence(problem.why, problem.facts)]
        return rejected(TEMPLATE, form, plan=plan, title=title_of(plan), most=MOST)
    return _preview(plan, checked(rows))


@blueprint.post("/plans/<name>/import/confirmation", endpoint="write_topics")
@needs(Permission.TRAINING_PLAN)
@commits
def confirm(name: str) -> Response:
    """Writes every line, or none where anything is wrong by now."""
    plan, form = _open_or_404(name), TopicsForm(request.form)
    form.validate()
    reading = checked(kept_lines(form.rows.data or "", COLUMNS))
    if reading.faults or not reading.drafts:
        return _preview(plan, reading)
    made = actions.write_topics(plan, reading.drafts, by=viewer(), now=now(), seen=form.seen.version)
    flash(
        counted(
            "%(n)s topic is written into the plan.", "%(n)s topics are written into the plan.", len(made)
        ),
        "good",
    )
    return respond(redirect=url_for("training.plan", name=name))


def _preview(plan: TrainingPlan, reading: Reading[TopicDraft]) -> Response:
    form = TopicsForm(None, data={"rows": reading.kept, "seen": str(plan.version)})
    known: dict[str, Any] = {"plan": plan, "title": title_of(plan), "reading": reading, "heads": heads()}
    if reading.faults or not reading.drafts:
        return rejected(PREVIEW, form, **known)
    return page(PREVIEW, form=form, **known)


def _open_or_404(name: str) -> TrainingPlan:
    plan = plan_or_404(name)
    return plan if plan.editable else abort(404)
