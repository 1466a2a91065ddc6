"""GET and POST /portal/training/questions: the bank that quizzes are drawn from (L-03)."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.training import actions
from models.training.queries.log import bank
from models.training.words import Field
from portal.training.blueprint import blueprint, tabs
from portal.training.log.forms import QuestionForm
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/training/log/bank.html"


@blueprint.get("/questions", endpoint="questions")
@needs(Permission.TRAINING_TEACH)
def index() -> ResponseReturnValue:
    """All questions that are asked, by what they are about."""
    form = QuestionForm(None)
    form.prepare()
    return page(TEMPLATE, form=form, rows=bank(), tabs=tabs("training.questions"))


@blueprint.post("/questions", endpoint="write_question")
@needs(Permission.TRAINING_TEACH)
@commits
def write() -> Response:
    form = QuestionForm(request.form)
    form.prepare()
    if not form.validate():
        return rejected(TEMPLATE, form, rows=bank(), tabs=tabs("training.questions"))
    lines = [line for line in (form.options.data or "").splitlines() if line.strip()]
    try:
        actions.write_question(
            Field(form.field_of.data),
            form.text.data or "",
            lines,
            (form.right.data or 0) - 1,
            by=viewer(),
            now=now(),
        )
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, rows=bank(), tabs=tabs("training.questions"))
    flash(_("The question is in the bank."), "good")
    return respond(redirect=url_for("training.questions"))


@blueprint.post("/questions/<int:question_id>/retirement", endpoint="retire_question")
@needs(Permission.TRAINING_TEACH)
@commits
def retire(question_id: int) -> Response:
    found = next((each for each in bank() if each.id == question_id), None) or abort(404)
    actions.retire_question(found, by=viewer(), now=now())
    flash(_("The question is asked no more."), "good")
    return respond(redirect=url_for("training.questions"))
