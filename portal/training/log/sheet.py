"""The list of a session as a sheet that is filled in and handed in again, and as a paper to sign (L-03)."""

from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from models.clock import local_day, now
from models.conduct.queries.people import people_called
from models.errors import Invalid
from models.imports.rules.sheet import Unreadable
from models.permissions import Permission
from models.training import actions
from models.training.actions import Noted
from models.training.queries.sessions import roster
from models.training.tables import TrainingSession
from models.training.words import Assessment, Attendance, Means, Place
from portal.imports.sentences import trouble_sentence
from portal.training.blueprint import Cells, blueprint
from portal.training.log.noting import mine_or_404
from portal.training.plans.forms import ConfirmForm, UploadForm
from portal.training.rows import MOST, Fault, Reading, kept_lines, lines_of
from web.access import needs, viewer
from web.commit import commits
from web.downloads import as_file
from web.errors import sentence_for_fault
from web.fragments import page, rejected, respond
from web.language import _, counted
from web.language.filters import named
from web.papers.rendering import pdf
from web.sheets import workbook
from web.words import word

COLUMNS = 6
TEMPLATE, PREVIEW = "portal/training/log/import.html", "portal/training/log/preview.html"


@blueprint.get("/sessions/<number>/log/list.xlsx", endpoint="log_sheet")
@needs(Permission.TRAINING_TEACH)
def export(number: str) -> Response:
    """Everybody with a seat, with what is noted so far; filled in, it is handed in again."""
    session = mine_or_404(number)
    rows: list[Cells] = [
        [
            each.staff.number,
            named(each.staff),
            named(each.staff.department),
            word(each.attendance),
            each.reason,
            "" if each.score is None else each.score,
        ]
        for each in roster(session)
        if each.place is Place.SEATED
    ]
    content = workbook(_("Attendance"), _heads(), (14, 18, 22, 14, 40, 10), rows)
    return as_file(content, f"attendance-{session.number}.xlsx")


@blueprint.get("/sessions/<number>/log/sheet.pdf", endpoint="signature_sheet")
@needs(Permission.TRAINING_TEACH)
def signatures(number: str) -> Response:
    """The list on paper, with a place for each signature and empty lines for who comes besides."""
    session = mine_or_404(number)
    people = [each for each in roster(session) if each.place is Place.SEATED]
    content = pdf("pdf/attendance.html", session=session, people=people, empty=max(3, 12 - len(people)))
    return as_file(content, f"attendance-{session.number}.pdf", "application/pdf")


@blueprint.get("/sessions/<number>/log/import", endpoint="import_log")
@needs(Permission.TRAINING_TEACH)
def upload(number: str) -> ResponseReturnValue:
    return page(TEMPLATE, form=UploadForm(None), session=mine_or_404(number), most=MOST)


@blueprint.post("/sessions/<number>/log/import", endpoint="preview_log")
@needs(Permission.TRAINING_TEACH)
def preview(number: str) -> ResponseReturnValue:
    """Reads the list and shows what would be noted, or what is wrong; nothing is noted yet."""
    session, form = mine_or_404(number), UploadForm(request.form)
    try:
        rows = lines_of(request.files.get("file") if form.validate() else None, COLUMNS)
    except Unreadable as problem:
        form.file.errors = [trouble_sentence(problem.why, problem.facts)]
        return rejected(TEMPLATE, form, session=session, most=MOST)
    return _preview(session, _checked(session, rows))


@blueprint.post("/sessions/<number>/log/import/confirmation", endpoint="note_list")
@needs(Permission.TRAINING_TEACH)
@commits
def confirm(number: str) -> Response:
    """Notes everybody of the list, or nobody where anything is wrong by now."""
    session, form = mine_or_404(number), ConfirmForm(request.form)
    form.validate()
    reading = _checked(session, kept_lines(form.rows.data or "", COLUMNS))
    if reading.faults or not reading.drafts:
        return _preview(session, reading)
    try:
        made = actions.note(session, reading.drafts, means=Means.SHEET, by=viewer(), now=now())
    except Invalid as refused:
        return _preview(
            session, Reading(reading.rows, reading.drafts, [Fault(0, sentence_for_fault(refused.why))])
        )
    flash(counted("%(n)s person is noted.", "%(n)s people are noted.", len(made)), "good")
    return respond(redirect=url_for("training.log", number=number))


def _preview(session: TrainingSession, reading: Reading[Noted]) -> Response:
    form = ConfirmForm(None, data={"rows": reading.kept})
    known: dict[str, Any] = {"session": session, "reading": reading, "heads": _heads()}
    if reading.faults or not reading.drafts:
        return rejected(PREVIEW, form, **known)
    return page(PREVIEW, form=form, **known)


def _heads() -> list[str]:
    return [
        _("Staff number"), _("Name"), _("Department"), _("Attendance"), _("Reason"), _("Marks"),
    ]  # fmt: skip


def _checked(session: TrainingSession, rows: list[list[str]]) -> Reading[Noted]:
    meanings = {each.value: each for each in Attendance}
    for locale in ("zh_Hans", "en"):
        with force_locale(locale):
            meanings |= {word(each).lower(): each for each in Attendance}
    noted: list[Noted] = []
    faults: list[Fault] = []
    for row in rows:
        number, _name, _department, attendance, reason, marks = (cell.strip() for cell in row[1:])
        people = people_called(number, local_day(session.starts_at)) if number else []
        meant, score = meanings.get(attendance.lower()), _score(marks)
        wrong = [
            *([_("Nobody has this staff number.")] if len(people) != 1 else []),
            *([_("This attendance is not known.")] if meant is None else []),
            *([_("This needs a reason.")] if meant in ("left_early", "absent") and not reason else []),
            *([_("This is too long.")] if len(reason) > 200 else []),
            *([_("Please give marks from 0 to 100.")] if marks and score is None else []),
            *(
                [_("This session is not assessed.")]
                if marks and session.assessment is Assessment.NONE
                else []
            ),
            *([_("This person stands twice in the list.")] if _twice(people, noted) else []),
        ]
        faults += [Fault(int(row[0]), says) for says in wrong]
        if not wrong and meant is not None:
            noted.append(Noted(people[0], meant, reason, score))
    return Reading(rows, noted, faults)


def _twice(people: Any, noted: list[Noted]) -> bool:
    return bool(people) and any(each.person.id == people[0].id for each in noted)


def _score(text: str) -> int | None:
    whole = text.removesuffix(".0")
    return int(whole) if whole.isdecimal() and len(whole) < 4 and int(whole) <= 100 else None
