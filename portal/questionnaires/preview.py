"""A version as customers see it, in a frame of phone size: walked through with answers that only the
address holds, so that nothing is stored (S-01, S-05).
"""

from typing import Any

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from models.errors import Invalid
from models.people.tables import Language
from models.permissions import Permission
from models.surveys.document import Document, FreeText, Question
from models.surveys.rules import screens
from models.surveys.rules.answers import Answer, Answers, answer_of, so_far
from models.surveys.rules.screens import Screen
from models.surveys.tables import QuestionnaireVersion
from portal.questionnaires.blueprint import blueprint
from portal.questionnaires.found import version_or_404
from web.access import needs, viewer
from web.extensions import csrf
from web.fragments import is_fragment_request, page, respond
from web.framing import framed
from web.language import asked_language, current_language, speak
from web.questions import FIELD, complaint, given

QUESTION = "survey/answer/_question.html"
END = "portal/questionnaires/_preview_end.html"
LANGUAGE = "portal/questionnaires/_preview_language.html"
EMPTY = "portal/questionnaires/_preview_empty.html"
GIVEN = "a"
"""Before the dot of each argument that holds an answer: a.overall=4, a.service.speed=5."""


@blueprint.get("/<code>/versions/<int:number>/preview")
@needs(Permission.QUESTIONNAIRE_READ)
@framed
def preview(code: str, number: int) -> ResponseReturnValue:
    """Where the answers in the address lead: the first open question, or the thanks."""
    version, document = _version(code, number)
    if not document.questions:
        return _screen(EMPTY, document=document)
    shown = screens.next_screen(document, _answers(document))
    return _question_page(version, document, shown) if shown else _screen(END, **_end(version, document))


@blueprint.get("/<code>/versions/<int:number>/preview/q/<question>")
@needs(Permission.QUESTIONNAIRE_READ)
@framed
def preview_question(code: str, number: int, question: str) -> ResponseReturnValue:
    """One question, whether the answers so far lead to it or not."""
    version, document = _version(code, number)
    if question not in document.by_code:
        return redirect(url_for("questionnaires.preview", code=code, number=number), code=303)
    return _question_page(version, document, _shown(document, _answers(document), question))


@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@blueprint.post("/<code>/versions/<int:number>/preview/q/<question>")
@needs(Permission.QUESTIONNAIRE_READ)
@framed
def preview_answer(code: str, number: int, question: str) -> ResponseReturnValue:
    """Takes an answer into the address and goes on. Changes nothing, so it asks for no token."""
    version, document = _version(code, number)
    if question not in document.by_code:
        return redirect(url_for("questionnaires.preview", code=code, number=number), code=303)
    answers = dict(_answers(document))
    shown = _shown(document, answers, question)
    asked = shown.question
    sent = given(asked, request.form)
    try:
        answers[question] = answer_of(asked, sent)
    except Invalid as refused:
        return _question_page(
            version,
            document,
            shown,
            answer=so_far(asked, sent),
            error=complaint(asked, refused.why),
            typed=request.form.get(FIELD, ""),
            status=422,
        )
    following = screens.next_screen(document, answers, after=question)
    kept = _kept(document, answers)
    if following is None:
        there: tuple[str, str | None] = ("preview", None)
        region, context = END, _end(version, document)
    else:
        there = ("preview_question", following.question.code)
        region, context = QUESTION, _question(version, document, following, kept=kept, answers=answers)
    target = _address(version, *there, kept=kept)
    other = _address(version, *there, kept=kept, language=_other_language())
    answered = respond(region, LANGUAGE, redirect=target, **context, other_language=other)
    answered.headers["HX-Replace-Url"] = target
    return answered


def _version(code: str, number: int) -> tuple[QuestionnaireVersion, Document]:
    version = version_or_404(code, number)
    speak(asked_language() or viewer().language)
    return version, version.draft


def _question_page(
    version: QuestionnaireVersion, document: Document, shown: Screen, *, status: int = 200, **changes: Any
) -> Response:
    return _screen(QUESTION, status=status, **{**_question(version, document, shown), **changes})


def _question(
    version: QuestionnaireVersion,
    document: Document,
    shown: Screen,
    *,
    kept: MultiDict[str, str] | None = None,
    answers: Answers | None = None,
) -> dict[str, Any]:
    """What the survey's own template of a question needs."""
    kept = _kept(document, _answers(document)) if kept is None else kept
    answers = _answers(document) if answers is None else answers
    code = shown.question.code
    return {
        "document": document,
        "screen": shown,
        "action": _address(version, "preview_answer", code, kept=kept),
        "back": _address(version, "preview_question", shown.back, kept=kept) if shown.back else None,
        "about": None,
        "wish": None,
        "anonymous": False,
        "answered_on": "",
        "answer": answers.get(code, Answer()),
        "preselected": None,
        "error": "",
        "typed": None,
    }


def _end(version: QuestionnaireVersion, document: Document) -> dict[str, Any]:
    return {"document": document, "again": _address(version, "preview")}


def _screen(region: str, *, status: int = 200, **context: Any) -> Response:
    """A region alone for htmx that sent a form, else on its page."""
    if is_fragment_request() and request.method == "POST":
        return respond(region, redirect=request.full_path, status=status, **context)
    here: dict[str, Any] = {**(request.view_args or {}), **dict(request.args.lists())}
    endpoint = "preview_question" if request.method == "POST" else str(request.endpoint).rpartition(".")[2]
    other = url_for(f"questionnaires.{endpoint}", **{**here, "lang": _other_language()})
    return page(
        "portal/questionnaires/preview.html", status=status, region=region, other_language=other, **context
    )


def _other_language() -> Language:
    return Language.ZH if current_language() is Language.EN else Language.EN


def _shown(document: Document, answers: Answers, code: str) -> Screen:
    """The screen of a question; where no way leads to it by these answers, by itself."""
    found = screens.screen(document, answers, code)
    if found is not None:
        return found
    question = document.by_code[code]
    codes = [each.code for each in document.questions]
    return Screen(question, document.section_of(question), codes.index(code) + 1, len(codes), None)


def _answers(document: Document) -> dict[str, Answer]:
    """The answers that the address holds; what is no answer is passed over."""
    found: dict[str, Answer] = {}
    for question in document.questions:
        names = [name for name in request.args if name.split(".")[:2] == [GIVEN, question.code]]
        if names:
            answer = _read(question)
            if answer is not None:
                found[question.code] = answer
    return found


def _read(question: Question) -> Answer | None:
    """An answer from the address; own words are not kept there, only that the question was passed."""
    if isinstance(question, FreeText):
        return Answer()
    try:
        return answer_of(question, given(question, request.args, f"{GIVEN}.{question.code}"))
    except Invalid:
        return None


def _kept(document: Document, answers: Answers) -> MultiDict[str, str]:
    """Answers as arguments of an address."""
    kept: MultiDict[str, str] = MultiDict()
    for question in document.questions:
        answer = answers.get(question.code)
        if answer is None:
            continue
        name = f"{GIVEN}.{question.code}"
        if not answer.values:
            kept.add(name, "")
        for part, code in answer.values.items():
            if part.isdecimal():
                kept.add(name, part)
            else:
                kept.add(f"{name}.{part}" if part else name, str(code))
    return kept


def _address(
    version: QuestionnaireVersion,
    endpoint: str,
    question: str | None = None,
    *,
    kept: MultiDict[str, str] | None = None,
    language: Language | None = None,
) -> str:
    """An address of this preview; answers and a language that was switched to go along."""
    values: dict[str, Any] = dict((kept or MultiDict()).lists())
    values |= {"code": version.questionnaire, "number": version.number, "lang": language or asked_language()}
    if question:
        values["question"] = question
    return url_for(f"questionnaires.{endpoint}", **values)
