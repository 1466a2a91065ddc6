"""Steps that take one press on the page of the draft: moving, copying and removing what is there (S-01)."""

from collections.abc import Callable

from flask import Response, abort, flash

from models.clock import now
from models.errors import Stale
from models.permissions import Permission
from models.surveys import actions, queries
from models.surveys.draft import Draft
from models.surveys.rules import drafting
from models.surveys.tables import QuestionnaireVersion
from models.surveys.words import DraftEdit
from portal.questionnaires.blueprint import blueprint
from portal.questionnaires.draft import changed, changed_order
from portal.questionnaires.forms import MoveForm, PlaceForm, StepForm
from portal.questionnaires.found import draft_or_404
from web.access import needs, viewer
from web.commit import commits
from web.language import _


@blueprint.post("/<code>/draft/questions/<question>/step")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def move_question(code: str, question: str) -> Response:
    """One place up or down, over the rim of a section too."""
    version, form = draft_or_404(code), MoveForm()
    if not form.validate():
        abort(400)
    up = form.way.data == "up"
    return _take(
        version, form, lambda draft: drafting.stepped(draft, question, up=up), DraftEdit.MOVED, question
    )


@blueprint.post("/<code>/draft/order")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def place_question(code: str) -> Response:
    """To where it was dragged."""
    version, form = draft_or_404(code), PlaceForm()
    if not form.validate() or form.at.data is None:
        abort(400)
    question, section, at = str(form.question.data), str(form.section.data), int(form.at.data)
    return _take(
        version,
        form,
        lambda draft: drafting.placed(draft, question, section, at),
        DraftEdit.MOVED,
        question,
    )


@blueprint.post("/<code>/draft/questions/<question>/copy")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def copy_question(code: str, question: str) -> Response:
    """A second one like it, right after it."""
    version, form = draft_or_404(code), StepForm()
    taken = {each.code for old in queries.published(code) for each in old.draft.questions}
    made = ""

    def copy(draft: Draft) -> Draft:
        nonlocal made
        new, made = drafting.duplicated(draft, question, taken)
        return new

    return _take(version, form, copy, DraftEdit.COPIED, question, at=lambda: made)


@blueprint.post("/<code>/draft/questions/<question>/removal")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def remove_question(code: str, question: str) -> Response:
    """Out of the draft; the button above the questions takes it back."""
    version, form = draft_or_404(code), StepForm()
    return _take(
        version,
        form,
        lambda draft: drafting.removed(draft, question),
        DraftEdit.REMOVED,
        question,
        told=_("Removed. It can be taken back above the questions."),
        at=lambda: "",
    )


@blueprint.post("/<code>/draft/sections/<section>/step")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def move_section(code: str, section: str) -> Response:
    """One place up or down, with its questions."""
    version, form = draft_or_404(code), MoveForm()
    if not form.validate():
        abort(400)
    up = form.way.data == "up"
    return _take(
        version,
        form,
        lambda draft: drafting.section_stepped(draft, section, up=up),
        DraftEdit.MOVED,
        section,
        at=lambda: "",
    )


@blueprint.post("/<code>/draft/sections/<section>/removal")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def remove_section(code: str, section: str) -> Response:
    """Out of the draft with its questions."""
    version, form = draft_or_404(code), StepForm()
    return _take(
        version,
        form,
        lambda draft: drafting.section_removed(draft, section),
        DraftEdit.REMOVED,
        section,
        told=_("Removed. It can be taken back above the questions."),
        at=lambda: "",
    )


def _take(
    version: QuestionnaireVersion,
    form: StepForm,
    change: Callable[[Draft], Draft],
    what: DraftEdit,
    part: str,
    *,
    told: str = "",
    at: Callable[[], str] | None = None,
) -> Response:
    """Takes a step; who saw another order is told, and shown how it stands."""
    try:
        actions.edit(version, change, what, part, by=viewer(), now=now(), seen=form.seen.version)
    except (Stale, LookupError):
        flash(changed_order(), "warn")
        return changed(version)
    if told:
        flash(told, "good")
    return changed(version, at() if at else part)
