"""The bank of questions as a sheet: exported, and read back after a preview, all lines or none (L-03)."""

from collections.abc import Iterator
from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from models.clock import now
from models.errors import Invalid
from models.imports.rules.sheet import Unreadable
from models.permissions import Permission
from models.training import actions
from models.training.actions import QuestionDraft
from models.training.queries.quiz import Known, bank, ever_asked
from models.training.rules.quiz import FEWEST, is_decided
from models.training.rules.quiz import MOST as MOST_OPTIONS
from models.training.tables import QuizQuestion
from models.training.words import Field, QuestionKind
from portal.imports.sentences import trouble_sentence
from portal.training.blueprint import Cells, blueprint
from portal.training.log.places import offered
from portal.training.plans.forms import ConfirmForm, UploadForm
from portal.training.plans.sheet import called
from portal.training.rows import MOST, Fault, Reading, kept_lines, lines_of
from web.access import needs, viewer
from web.commit import commits
from web.downloads import as_file
from web.errors import sentence_for_fault
from web.fragments import page, rejected, respond
from web.language import _, counted
from web.sheets import workbook
from web.words import word

TEMPLATE, PREVIEW = "portal/training/log/bank_import.html", "portal/training/log/bank_preview.html"
LETTERS = "ABCDEFGHIJ"
COLUMNS = 4 + MOST_OPTIONS
WIDTHS = (20, 12, 50, 12, *[24] * MOST_OPTIONS)
LONGEST_TEXT, LONGEST_OPTION = 400, 150
Read = Reading[QuestionDraft]


@blueprint.get("/questions/questions.xlsx", endpoint="questions_sheet")
@needs(Permission.TRAINING_TEACH)
def export() -> Response:
    """All questions that are asked; with more lines it can be handed in again."""
    rows = (_cells(each) for each in bank())
    return as_file(workbook(_("Quiz questions"), _heads(), WIDTHS, rows), "quiz-questions.xlsx")


@blueprint.get("/questions/import", endpoint="import_questions")
@needs(Permission.TRAINING_TEACH)
def upload() -> ResponseReturnValue:
    """What the file needs, and where to hand it in."""
    return page(TEMPLATE, form=UploadForm(None), most=MOST)


@blueprint.post("/questions/import", endpoint="preview_questions")
@needs(Permission.TRAINING_TEACH)
def preview() -> ResponseReturnValue:
    """Reads the file and shows what would be written, or what is wrong; nothing is written yet."""
    form = UploadForm(request.form)
    try:
        rows = lines_of(request.files.get("file") if form.validate() else None, COLUMNS)
    except Unreadable as problem:
        form.file.errors = [trouble_sentence(problem.why, problem.facts)]
        return rejected(TEMPLATE, form, most=MOST)
    return _preview(_checked(rows))


@blueprint.post("/questions/import/confirmation", endpoint="write_questions")
@needs(Permission.TRAINING_TEACH)
@commits
def confirm() -> Response:
    """Writes every question, or none where anything is wrong by now."""
    form = ConfirmForm(request.form)
    form.validate()
    reading = _checked(kept_lines(form.rows.data or "", COLUMNS))
    if reading.faults or not reading.drafts:
        return _preview(reading)
    try:
        for draft in reading.drafts:
            actions.write_question(draft, by=viewer(), now=now())
    except Invalid as refused:
        return _preview(Reading(reading.rows, reading.drafts, [Fault(0, sentence_for_fault(refused.why))]))
    told = counted("%(n)s question is in the bank.", "%(n)s questions are in the bank.", len(reading.drafts))
    flash(told, "good")
    return respond(redirect=url_for("training.questions"))


def _preview(reading: Read) -> Response:
    form = ConfirmForm(None, data={"rows": reading.kept})
    known: dict[str, Any] = {"reading": reading, "heads": _heads()}
    if reading.faults or not reading.drafts:
        return rejected(PREVIEW, form, **known)
    return page(PREVIEW, form=form, **known)


def _heads() -> list[str]:
    fixed = [_("Subject of the training"), _("Kind of question"), _("Question"), _("Right answer")]
    return [*fixed, *(_("Option %(letter)s", letter=each) for each in LETTERS)]


def _cells(question: QuizQuestion) -> Cells:
    stated = question.kind is QuestionKind.TRUE_FALSE
    right = offered(question)[question.right[0]] if stated else "".join(LETTERS[n] for n in question.right)
    fixed: Cells = [word(question.field), word(question.kind), question.text, right]
    return [*fixed, *question.options]


def _checked(rows: list[list[str]]) -> Read:
    """What lines of a sheet mean, and what is wrong with them; a question that is or was in the bank, or
    twice in the sheet, is passed over with a word why: a sheet changes none."""
    fields, kinds, said = called(Field), called(QuestionKind), _truths()
    known, met = ever_asked(), set[tuple[Field, str]]()
    drafts: list[QuestionDraft] = []
    faults: list[Fault] = []
    passed: list[Fault] = []
    for line, cells in ((int(row[0]), [cell.strip() for cell in row[1:]]) for row in rows):
        subject, of_kind, text, answer, *cells_of_options = cells
        field, kind = fields.get(subject.lower()), kinds.get(of_kind.lower())
        stated = kind is QuestionKind.TRUE_FALSE
        options = [] if stated else list(_filled(cells_of_options))
        right = said.get(answer.lower()) if stated else _places(answer)
        sound = kind is not None and is_decided(kind, right or (), FEWEST if stated else len(options))
        wrong = [
            *([_("What it is about is not known: %(word)s", word=subject)] if field is None else []),
            *([_("This kind of question is not known: %(word)s", word=of_kind)] if kind is None else []),
            *([_("The question is missing.")] if not text else []),
            *(
                [_("This is too long.")]
                if len(text) > LONGEST_TEXT or any(len(each) > LONGEST_OPTION for each in options)
                else []
            ),
            *(
                [_("Two to ten different options are needed, without a gap between them.")]
                if not stated and not _differ(options, cells_of_options)
                else []
            ),
            *(
                [_("The right answer does not fit the question: %(word)s", word=answer)]
                if kind is not None and not sound
                else []
            ),
        ]
        faults += [Fault(line, says) for says in wrong]
        if wrong or field is None or kind is None:
            continue
        draft = QuestionDraft(field, text, options, right or (), kind)
        if (field, text) in met:
            passed.append(Fault(line, _("The same question stands further up in the file.")))
        elif (there := known.get((field, text))) is not None:
            passed.append(Fault(line, _why_passed(there, draft)))
        else:
            drafts.append(draft)
        met.add((field, text))
    return Reading(rows, drafts, faults, passed)


def _why_passed(there: Known, draft: QuestionDraft) -> str:
    """Why a question that the bank holds or held is not written again."""
    if there.changed:
        return _("This is an earlier wording of a question that was changed since.")
    if not there.asked:
        return _("This question is asked no more. Written on the page of the bank, it is a new one.")
    question = there.question
    same = (question.kind, question.options, question.right) == (draft.kind, draft.options, [*draft.right])
    if same:
        return _("The bank holds this question already.")
    return _("The bank holds this question with other answers. Change it on its page.")


def _filled(cells: list[str]) -> Iterator[str]:
    """The options up to the first empty cell."""
    for each in cells:
        if not each:
            return
        yield each


def _differ(options: list[str], cells: list[str]) -> bool:
    gap = any(cells[len(options) :])
    return FEWEST <= len(options) == len(set(options)) and not gap


def _places(answer: str) -> list[int] | None:
    """The places of the letters A to J, one after the other or parted."""
    letters = [each for each in answer.upper() if each not in " ,;，；、/"]
    return sorted(map(LETTERS.index, letters)) if letters and all(e in LETTERS for e in letters) else None


def _truths() -> dict[str, list[int]]:
    """How it may be said that a sentence is true or false."""
    found = {"√": [0], "×": [1], "a": [0], "b": [1]}
    for locale in ("zh_Hans", "en"):
        with force_locale(locale):
            for words in (offered(None), [_("correct"), _("incorrect")]):
                found |= {each.lower(): [place] for place, each in enumerate(words)}
    return found
