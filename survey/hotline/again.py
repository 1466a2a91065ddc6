"""Coming back with the receipt code: reading, answering, adding (W-02, W-08).

Nothing is kept on the device: each form carries a sealed token that opens this report for a quarter of an
hour, and each step is answered with the page itself.
"""

from urllib.parse import quote

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_limiter import RequestLimit
from werkzeug.exceptions import NotFound

from models.clock import now
from models.db import begin_writing, db
from models.errors import Busy, Expired, Invalid, WrongSecret, WrongState
from models.hotline.actions.mend import mend
from models.hotline.actions.texts import add_message
from models.hotline.queries.opening import (
    open_as_reporter,
    open_with_code,
    open_with_token,
    visit_token,
    wants_mending,
)
from models.hotline.queries.reading import Thread, read, read_file
from models.hotline.rules.access import Access
from models.hotline.rules.doors import ENDED
from models.hotline.words import Author, Conclusion, EntryKind, ReportKind, ReportState
from models.rulebook.queries import hotline_at
from survey.hotline.forms import CodeForm, FilesForm, WordsForm
from survey.hotline.new import LASTS
from survey.hotline.pages import CODES, STEPS, blueprint, for_reporters, shown, somebody
from web.commit import commits
from web.downloads import file_store
from web.extensions import limiter
from web.hotline import expect_place, vault
from web.language import _
from web.language.filters import in_megabytes
from web.reporting.files import TakenFile, attach, take
from web.security import AT_ONCE, MEGABYTE
from web.words import word
from web.words.hotline import status_told

SHOWN = (EntryKind.REPORT, EntryKind.MESSAGE, EntryKind.STATUS, EntryKind.IDENTITY)


def _too_often(_limit: RequestLimit) -> Response:
    form = CodeForm(formdata=None)
    form.form_errors.append(_("That was tried too often. Please wait an hour, then try again."))
    return _ask(form, status=429)


def _opened_nothing(answer: Response) -> bool:
    return answer.status_code == 422


@blueprint.get("/report")
@for_reporters
def code() -> ResponseReturnValue:
    """Asks for the code."""
    return _ask(CodeForm(formdata=None))


@blueprint.post("/report")
@for_reporters
@limiter.limit(CODES, key_func=somebody, deduct_when=_opened_nothing, on_breach=_too_often)
def enter() -> ResponseReturnValue:
    """Opens the report of a code. A wrong one costs what a right one costs, and is told nothing more."""
    form = CodeForm()
    if not form.validate():
        return _ask(form, status=422)
    try:
        expect_place()
        access = open_with_code(form.code.data or "", vault=vault(only_reading=True))
    except WrongSecret:
        form.code.errors = [_("This code opens nothing. Please compare it sign by sign with your note.")]
        return _ask(form, status=422)
    except Busy:
        form.form_errors.append(_("Many codes are being checked. Please try again in a minute."))
        answer = _ask(form, status=503)
        answer.headers["Retry-After"] = "60"
        return answer
    if wants_mending(access.report_id):
        db.session.rollback()
        begin_writing()
        return _mended(access, form.unsent())
    return _thread(access, words=form.unsent())


@commits
def _mended(access: Access, unsent: WordsForm | None) -> Response:
    """The report, after it got new readers or its identity new halves: nobody else could do so (W-04)."""
    try:
        return _thread(mend(access, vault=vault(), now=now()), words=unsent)
    except WrongState:  # it was mended at the same moment, from another window
        assert access.reporter is not None
        return _thread(open_as_reporter(access.report_id, access.reporter), words=unsent)


@blueprint.post("/report/words")
@for_reporters
@limiter.limit(STEPS, key_func=somebody)
@commits
def words() -> ResponseReturnValue:
    """Adds an answer or new facts, or says that the reporter is being punished (W-08)."""
    form = WordsForm()
    access = _open(form.token.data)
    if access is None:
        return _over(form)
    if not form.validate():
        return _thread(access, words=form, status=422)
    if not _said_last(access, form.text.data or ""):
        try:
            add_message(access, form.text.data or "", now=now(), punished=bool(form.punished.data))
        except WrongState:
            form.text.errors = [_not_added(access)]
            return _thread(access, words=form, status=422)
    return _thread(access, done=_("Your words are sealed and sent."))


@blueprint.post("/report/files")
@for_reporters
@limiter.limit(STEPS, key_func=somebody)
@commits
def files() -> ResponseReturnValue:
    """Adds files, cleaned first."""
    form = FilesForm()
    access = _open(form.token.data)
    if access is None:
        return _over()
    try:
        taken = take(
            request.files.getlist("files"),
            most_bytes=hotline_at(now()).file_megabytes * MEGABYTE,
            uncleaned=bool(form.uncleaned.data),
        )
        if not taken:
            raise Invalid("files", "required")
        attach(access, taken, now=now())
    except Invalid as error:
        form.blame(error)
        return _thread(access, files=form, status=422)
    except WrongState:
        form.files.errors = [_not_added(access)]
        return _thread(access, files=form, status=422)
    except Busy:
        form.files.errors = [_("Much is being sealed at this moment. Please try again in a minute.")]
        return _thread(access, files=form, status=503)
    return _thread(access, taken=taken)


@blueprint.post("/report/file")
@for_reporters
@limiter.limit(STEPS, key_func=somebody)
def file() -> ResponseReturnValue:
    """One file of the report, always as a download."""
    access = _open(request.form.get("token"))
    if access is None:
        return _over()
    try:
        facts, pieces = read_file(access, int(request.form.get("file", "")), file_store())
    except (LookupError, ValueError, FileNotFoundError):
        raise NotFound from None
    answer = Response(pieces, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(facts.name)}"
    answer.headers["Content-Length"] = str(facts.size)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _open(token: str | None) -> Access | None:
    try:
        return open_with_token(token or "", vault=vault(), now=now())
    except (WrongSecret, Expired):
        return None


def _not_added(access: Access) -> str:
    """Why nothing was added: the report is closed, or its readers changed at the same moment."""
    if read(access).report.state in ENDED:
        return _("This report is closed. Nothing can be added to it.")
    return _("This report was changed at the same moment. Please send it once more.")


def _said_last(access: Access, text: str) -> bool:
    """A page that is loaded again sends its words again."""
    said = read(access).of(EntryKind.MESSAGE)
    return bool(said) and said[-1].content.author is Author.REPORTER and said[-1].content.text == text


def _ask(form: CodeForm, *, status: int = 200) -> Response:
    return shown("code.html", status=status, form=form)


def _over(words: WordsForm | None = None) -> Response:
    """Asks for the code again. Words that were on their way go along, and are not sent yet (W-02)."""
    form = CodeForm(formdata=None)
    if words is not None:
        form.words.data, form.punished.data = words.text.data, "y" if words.punished.data else ""
    form.form_errors.append(_("The quarter of an hour is over. Please enter your code again."))
    return _ask(form, status=422)


def _thread(
    access: Access,
    *,
    words: WordsForm | None = None,
    files: FilesForm | None = None,
    taken: list[TakenFile] | None = None,
    done: str = "",
    status: int = 200,
) -> Response:
    thread: Thread = read(access)
    return shown(
        "thread.html",
        status=status,
        report=thread.report,
        entries=thread.of(*SHOWN),
        told=status_told,
        kind_told=lambda value: word(ReportKind(value)),
        outcome=lambda value: word(Conclusion(value)),
        kept=thread.files,
        token=visit_token(access, vault=vault(), until=now() + LASTS),
        words=words or WordsForm(formdata=None),
        unsent=words is not None and status == 200,
        files=files or FilesForm(formdata=None),
        taken=taken or [],
        done=done,
        closed=thread.report.state is ReportState.CLOSED,
        limits=hotline_at(now()),
        at_once=AT_ONCE,
        in_megabytes=in_megabytes,
    )
