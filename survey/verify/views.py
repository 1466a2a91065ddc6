"""/verify/<code>: whether a paper is ours and stands, for whoever holds it; never what it says (A-03, C-01).

A code that nobody made, one that is damaged and one that is too long look alike, and who guesses is slowed.
"""

from hashlib import sha256
from hmac import compare_digest

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RequestLimit
from flask_wtf.file import FileField

from models.clock import now
from models.papers.document import CertificateFacts
from models.papers.queries import paper_with_code
from models.papers.rules import in_groups, parse, proper
from models.papers.tables import Paper
from models.rulebook.queries import rules_at
from survey.fields import Needed
from survey.hours import hotline_hours
from web.access import public
from web.extensions import limiter
from web.forms import Line, PublicForm
from web.fragments import page
from web.language import _, lazy
from web.language.filters import in_megabytes

blueprint = Blueprint("verify", __name__, url_prefix="/verify")
LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is compared; no paper of ours is near it."""
CHUNK = 1024 * 1024


class CodeForm(PublicForm):
    """The code as it stands on the paper."""

    code = Line(lazy("Code on the paper"), most=200)


class FileForm(PublicForm):
    """The file that is to be compared."""

    file = FileField(lazy("PDF file"), [Needed(lazy("Please choose the file."))])


def _lookups() -> str:
    return f"{rules_at(now()).public_form.lookups_a_minute} per minute"


def _too_fast(_limit: RequestLimit) -> Response:
    form = CodeForm(formdata=None)
    form.form_errors.append(_("That was tried too often. Please wait a minute, then try again."))
    return _ask(form, status=429)


guessing = limiter.shared_limit(
    _lookups,
    scope="looking for a paper",
    deduct_when=lambda answer: answer.status_code == 404,
    on_breach=_too_fast,
)
comparing = limiter.shared_limit(_lookups, scope="comparing a paper", on_breach=_too_fast)


@blueprint.get("")
@public
@guessing
def index() -> ResponseReturnValue:
    """Asks for the code; with `?code=` it leads on to its page."""
    typed = request.args.get("code")
    if typed is None:
        return _ask(CodeForm(formdata=None))
    code = proper(typed)
    return _unknown() if code is None else redirect(url_for(".show", code=code), code=303)


@blueprint.get("/<code>")
@public
@guessing
def show(code: str) -> ResponseReturnValue:
    """Number, kind, day, who issued it, whether it stands, and the fingerprint of its file."""
    paper = _found(code)
    return _unknown() if paper is None else _about(paper, FileForm(formdata=None))


@blueprint.post("/<code>")
@public
@guessing
@comparing
def compare(code: str) -> ResponseReturnValue:
    """Says whether a file is the one that was issued, and nothing before that one is made. It is read once,
    and not kept."""
    paper = _found(code)
    if paper is None:
        return _unknown()
    form = FileForm()
    if not form.validate():
        return _about(paper, form, status=422)
    digest = _digest(form)
    if digest is None:
        return _about(paper, form, status=422)
    same = None if paper.sha256 is None else compare_digest(digest, paper.sha256)
    return _about(paper, FileForm(formdata=None), same=same)


def _found(code: str) -> Paper | None:
    word = proper(code)
    return None if word is None else paper_with_code(word)


def _digest(form: FileForm) -> str | None:
    """The SHA-256 of the file; None, with the reason at its field, for one that is too large."""
    digest, size = sha256(), 0
    while part := form.file.data.stream.read(CHUNK):
        size += len(part)
        if size > LARGEST:
            limit = in_megabytes(LARGEST)
            form.file.errors = [_("This file is larger than %(limit)s, and so none of ours.", limit=limit)]
            return None
        digest.update(part)
    return digest.hexdigest()


def _ask(form: CodeForm, *, unknown: bool = False, status: int = 200) -> Response:
    hours = hotline_hours(rules_at(now()))
    return _private(page("survey/verify/index.html", status, form=form, unknown=unknown, service_hours=hours))


def _unknown() -> Response:
    return _ask(CodeForm(formdata=None), unknown=True, status=404)


def _about(paper: Paper, form: FileForm, *, same: bool | None = None, status: int = 200) -> Response:
    facts = parse(paper.kind, paper.facts)
    return _private(
        page(
            "survey/verify/paper.html",
            status,
            paper=paper,
            heading=facts.heading if isinstance(facts, CertificateFacts) else "",
            issuer=facts.company if facts.signed == facts.company else f"{facts.company} · {facts.signed}",
            code=in_groups(paper.code),
            form=form,
            same=same,
            service_hours=hotline_hours(rules_at(now())),
        )
    )


def _private(answer: Response) -> Response:
    """Keeps it out of search engines and shared stores: the address is known to who holds the paper."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Cache-Control"] = "no-store"
    return answer
