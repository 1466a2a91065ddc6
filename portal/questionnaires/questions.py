"""A question of the draft and its form: answers, conditions, both languages (S-01)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Stale
from models.permissions import Permission
from models.surveys import actions, queries
from models.surveys.document import Question
from models.surveys.draft import KINDS, Draft, Drafted
from models.surveys.rules import drafting
from models.surveys.rules.review import review
from models.surveys.tables import QuestionnaireVersion
from models.surveys.words import DraftEdit
from portal.questionnaires.blueprint import blueprint
from portal.questionnaires.clash import clash
from portal.questionnaires.forms import changed_meanwhile
from portal.questionnaires.found import before, draft_or_404, highest_codes, question_or_404
from portal.questionnaires.question_form import FIRST_OPTIONS, QuestionForm, data_of, most_lines, reshaped
from portal.questionnaires.shapes import shaped
from portal.questionnaires.words import ABOUT_KINDS, numbers
from portal.questionnaires.words import KINDS as KIND_WORDS
from portal.questionnaires.words import notes as in_words
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.framing import frames
from web.language import _

PAGE = "portal/questionnaires/question.html"
FORM = "portal/questionnaires/_question_form.html"


@blueprint.get("/<code>/draft/questions/new")
@needs(Permission.QUESTIONNAIRE_EDIT)
@frames
def new_question(code: str) -> ResponseReturnValue:
    """A new question of the kind that the address names."""
    version = draft_or_404(code)
    kind = _kind()
    data: dict[str, Any] = {"required": kind != "text", "longest": 1000, "dimension": ""}
    if kind in ("single", "multiple", "five_point_matrix"):
        data["options"] = [{} for _n in range(FIRST_OPTIONS)]
    return page(PAGE, **_around(version, None, kind, QuestionForm(None, data=data)))


@blueprint.post("/<code>/draft/questions/new")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def add_question(code: str) -> Response:
    """Adds it where the address says: after another one, or at the end of a section."""
    version, form, kind = draft_or_404(code), QuestionForm(), _kind()
    again = _again(version, None, kind, form)
    if again is not None:
        return again
    draft, published = version.draft, queries.published(code)
    taken = {*draft.by_code, *(each.code for old in published for each in old.draft.questions)}
    question = form.question(kind, "unnamed", None, {})
    typed = form.code.data or ""
    made = typed if typed and typed not in taken else drafting.code_for(question, taken)
    section, after = _place(draft)
    actions.edit(
        version,
        lambda there: drafting.added(there, question.model_copy(update={"code": made}), section, after),
        DraftEdit.ADDED,
        made,
        by=viewer(),
        now=now(),
    )
    flash(_("Added."), "good")
    return _back(code, made)


@blueprint.get("/<code>/draft/questions/<question>")
@needs(Permission.QUESTIONNAIRE_EDIT)
@frames
def question(code: str, question: str) -> ResponseReturnValue:
    version = draft_or_404(code)
    there = question_or_404(version.draft, question)
    form = QuestionForm(None, data=data_of(there, drafting.digest(there)))
    return page(PAGE, **_around(version, there, _kind_of(there), form))


@blueprint.post("/<code>/draft/questions/<question>")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def change_question(code: str, question: str) -> Response:
    """Saves it. Who saw it otherwise is told; one that is gone meanwhile can be saved as a new one."""
    version, form = draft_or_404(code), QuestionForm()
    draft = version.draft
    there: object = draft.by_code.get(question)
    if not isinstance(there, Drafted):
        return _gone(version, form)
    kind = _kind_of(there)
    again = _again(version, there, kind, form)
    if again is not None:
        return again
    published = queries.published(code)
    fixed = question in {each.code for old in published for each in old.draft.questions}
    new = form.question(kind, question, there, highest_codes(published))
    wanted = form.code.data or ""
    if wanted and wanted != question and not fixed:
        if wanted in draft.by_code:
            form.code.errors = [_("The code %(code)s is there twice.", code=wanted)]
            return rejected(PAGE, **_around(version, there, kind, form))
        new = new.model_copy(update={"code": wanted})
    try:
        actions.replace_part(
            version,
            question,
            lambda now_there: drafting.digest(drafting.question_of(now_there, question)),
            lambda now_there: drafting.changed(now_there, question, new),
            by=viewer(),
            now=now(),
            seen=form.seen.data or "",
        )
    except Stale:
        form.seen.data = drafting.digest(there)
        form.form_errors.append(changed_meanwhile())
        mine = drafting.changed(draft, question, new.model_copy(update={"code": question}))
        beside = clash(version, question, mine)
        return rejected(PAGE, **{**_around(version, there, kind, form), "clash": beside})
    flash(_("Saved."), "good")
    return _back(code, new.code)


def _again(
    version: QuestionnaireVersion, there: Drafted | None, kind: str, form: QuestionForm
) -> Response | None:
    """The form once more: with other rows as a button asked, or with what is wrong in it."""
    form.prepare(version.draft, _earlier(version.draft, there))
    shape = reshaped(form.data, request.form.get("do", ""))
    if shape is not None:
        return shaped(PAGE, FORM, **_around(version, there, kind, QuestionForm(None, data=shape)))
    if not form.validate():
        return rejected(PAGE, **_around(version, there, kind, form))
    return None


def _gone(version: QuestionnaireVersion, form: QuestionForm) -> Response:
    """Somebody removed the question: what was typed can be saved as a new one of the kind it had."""
    kind = _kind()
    form.prepare(version.draft, version.draft.questions)
    form.form_errors.append(
        _("Somebody removed this question meanwhile. What you typed is kept: saving adds it anew.")
    )
    return rejected(PAGE, **_around(version, None, kind, form))


def _around(
    version: QuestionnaireVersion, there: Drafted | None, kind: str, form: QuestionForm
) -> dict[str, Any]:
    """The context of the form; a question that is not there yet has no number."""
    draft = version.draft
    form.prepare(draft, _earlier(draft, there))
    published = queries.published(version.questionnaire)
    known = {each.code for old in published for each in old.draft.questions}
    found = review(draft, version.questionnaire, [each.content for each in published])
    section, after = (drafting.home_of(draft, there.code).code, None) if there else _place(draft)
    return {
        "code": version.questionnaire,
        "version": version,
        "document": draft,
        "question": there,
        "n": numbers(draft)[there.code] if there else None,
        "kind": kind,
        "kind_word": KIND_WORDS[kind],
        "about_kind": ABOUT_KINDS[kind],
        "fields": KINDS[kind].model_fields,
        "form": form,
        "clash": None,
        "fixed": there is not None and there.code in known,
        "most_lines": most_lines(kind),
        "notes": [note for note in in_words(draft, found) if there and note.at == there.code],
        "preview_at": there.code if there else "",
        "section": section,
        "after": after,
    }


def _earlier(draft: Draft, there: Drafted | None) -> tuple[Question, ...]:
    """What conditions may name: the questions before this one, or before the place of a new one."""
    if there is not None:
        return before(draft, there.code)
    section, after = _place(draft)
    found: list[Question] = []
    for each in draft.sections:
        for question in each.questions:
            found.append(question)
            if question.code == after:
                return tuple(found)
        if each.code == section:
            break
    return tuple(found)


def _place(draft: Draft) -> tuple[str, str | None]:
    """The section, and the question after which a new one stands, as the address says."""
    codes = [each.code for each in draft.sections]
    if not codes:
        abort(404)
    section = request.args.get("section", "")
    section = section if section in codes else codes[-1]
    after = request.args.get("after", "")
    inside = {question.code for question in drafting.section_named(draft, section).questions}
    return section, after if after in inside else None


def _kind() -> str:
    kind = request.args.get("kind", "five_point")
    return kind if kind in KINDS else abort(404)


def _kind_of(question: Drafted) -> str:
    kind: str = question.kind  # type: ignore[attr-defined]  # every kind has it
    return kind


def _back(code: str, question: str) -> Response:
    there = url_for("questionnaires.draft", code=code, at=question)
    return respond(redirect=f"{there}#q-{question}")
