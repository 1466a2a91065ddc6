"""GET and POST /portal/training/questions: the bank that quizzes are drawn from, and how each question was
answered (L-03)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.surveys.rules.statistics.bases import low_base
from models.training import actions
from models.training.queries.quiz import answered, bank, chosen_in, question, wordings
from models.training.tables import QuizQuestion
from portal.training.blueprint import blueprint, tabs
from portal.training.log.forms import QuestionChangeForm, QuestionForm
from portal.training.log.places import offered, right_words
from portal.training.story import story_of
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE, CHANGE = "portal/training/log/bank.html", "portal/training/log/question_edit.html"


@blueprint.get("/questions", endpoint="questions")
@needs(Permission.TRAINING_TEACH)
def index() -> ResponseReturnValue:
    """All questions that are asked, by what they are about, with how they were answered."""
    form = QuestionForm(None)
    form.prepare()
    return page(TEMPLATE, form=form, **_screen())


@blueprint.post("/questions", endpoint="write_question")
@needs(Permission.TRAINING_TEACH)
@commits
def write() -> Response:
    form = QuestionForm(request.form)
    form.prepare()
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen())
    try:
        actions.write_question(form.draft(), by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, **_screen())
    flash(_("The question is in the bank."), "good")
    return respond(redirect=url_for("training.questions"))


@blueprint.get("/questions/<int:question_id>", endpoint="question")
@needs(Permission.TRAINING_TEACH)
def show(question_id: int) -> ResponseReturnValue:
    """How often each answer of a wording was chosen, as one that many take for right is worth a word; its
    other wordings, and what happened to the question."""
    found = question(question_id) or abort(404)
    several = wordings(found)
    known = answered(questions=[each.id for each in several])
    return page(
        "portal/training/log/question.html",
        question=found,
        wordings=several,
        known=known,
        places=offered(found),
        answered=known.get(found.id),
        chosen=chosen_in(found),
        story=story_of(found.audit_name),
        low_base=low_base,
    )


@blueprint.get("/questions/<int:question_id>/edit", endpoint="edit_question")
@needs(Permission.TRAINING_TEACH)
def edit(question_id: int) -> ResponseReturnValue:
    """The question as it is now, whichever of its wordings the address names."""
    newest = _newest_or_404(question_id)
    if newest.retired_at is not None:
        abort(404)
    form = QuestionChangeForm(None)
    form.prepare()
    form.fill(newest)
    return page(CHANGE, form=form, question=newest)


@blueprint.post("/questions/<int:question_id>/edit", endpoint="change_question")
@needs(Permission.TRAINING_TEACH)
@commits
def change(question_id: int) -> Response:
    newest, form = _newest_or_404(question_id), QuestionChangeForm(request.form)
    form.prepare()
    if not form.validate():
        return rejected(CHANGE, form, question=newest)
    try:
        made = actions.change_question(newest, form.draft(), by=viewer(), now=now(), seen=form.seen.version)
    except Invalid as refused:
        form.blame(refused)
        return rejected(CHANGE, form, question=newest)
    flash(_("Changed. Quizzes that were begun keep the question as it was."), "good")
    return respond(redirect=url_for("training.question", question_id=made.id))


@blueprint.post("/questions/<int:question_id>/retirement", endpoint="retire_question")
@needs(Permission.TRAINING_TEACH)
@commits
def retire(question_id: int) -> Response:
    found = question(question_id) or abort(404)
    actions.retire_question(found, by=viewer(), now=now())
    flash(_("The question is asked no more."), "good")
    return respond(redirect=url_for("training.questions"))


def _newest_or_404(question_id: int) -> QuizQuestion:
    return wordings(question(question_id) or abort(404))[0]


def _screen() -> dict[str, Any]:
    rows = bank()
    return {
        "rows": rows,
        "answered": answered(questions=[each.id for each in rows]),
        "right_words": right_words,
        "tabs": tabs("training.questions"),
    }
