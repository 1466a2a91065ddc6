"""Finding a case and looking at it."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RequestLimit
from werkzeug.exceptions import NotFound

from models.cases.queries import tracked
from models.cases.queries.tracking import shown_file
from models.cases.tables import Case
from models.clock import now
from models.rulebook.queries import rules_at
from survey.keys import case_for, typed_key, typed_number
from survey.track.forms import FindForm
from survey.track.page import case_page, find_page
from survey.track.visit import COOKIE, remember, remembered
from web.access import public
from web.downloads import download, sends_files
from web.extensions import limiter
from web.language import _

blueprint = Blueprint("track", __name__, url_prefix="/track")

TRIED = "kept"
"""In the address of a second try: the cookie was sent, so a browser that comes without it keeps none."""
CARRIED = ("done", "key", "lang", TRIED)
"""What of an address is carried over when it is put right."""
STEPS = ("confirmation", "objection", "pressing", "withdrawal", "words")


def _lookups() -> str:
    return f"{rules_at(now()).public_form.lookups_a_minute} per minute"


def _missed(answer: Response) -> bool:
    return answer.status_code == 404 or (answer.status_code == 422 and request.endpoint == "track.find")


def _too_fast(_limit: RequestLimit) -> Response:
    form = FindForm(number=request.view_args.get("number", "") if request.view_args else "")
    form.form_errors.append(_("That was tried too often. Please wait a minute, then try again."))
    return find_page(form, status=429)


def _is_known() -> bool:
    """Whether this browser was let into this case before, and so guesses nothing."""
    if COOKIE not in request.cookies or not request.view_args:
        return False
    case = tracked(request.view_args.get("number", ""))
    return case is not None and remembered(case)


guessing = limiter.shared_limit(
    _lookups,
    scope="looking for a case",
    deduct_when=_missed,
    exempt_when=_is_known,
    on_breach=_too_fast,
)
"""Limits wrong numbers and keys of one address. Whoever has the key may look as often as wanted, and whoever
looked before is not shut out by somebody else of the same network."""


@blueprint.get("")
@public
def index() -> ResponseReturnValue:
    """Asks for number and key."""
    return find_page()


@blueprint.post("")
@public
@guessing
def find() -> ResponseReturnValue:
    """Opens the case of a number and key. What of the two was wrong is not told."""
    form = FindForm()
    if form.validate():
        key = typed_key(form.key.data or "")
        case = case_for(typed_number(form.number.data or "") or "", key)
        if case is not None:
            return redirect(url_for(".show", number=case.number, key=key), code=303)
        form.form_errors.append(
            _("Number and key do not fit together. Please compare both with our message.")
        )
    return find_page(form, status=422)


@blueprint.get("/<number>")
@public
@guessing
def show(number: str) -> ResponseReturnValue:
    """The case, for whoever holds its key. The key of a link moves into a cookie and leaves the address."""
    proper = typed_number(number)
    if proper is not None and proper != number:
        return redirect(_again(proper), code=303)
    key = request.args.get("key")
    if key is None:
        case = tracked(number)
        if case is None or not remembered(case):
            return find_page(FindForm(formdata=None, number=proper or ""), asked=True)
        return case_page(case, done=_step(request.args.get("done")))
    case = case_for(number, key)
    if case is None:
        return find_page(FindForm(formdata=None, number=proper or ""), refused=True, status=404)
    return _opened(case, key)


@blueprint.get("/<number>/files/<int:file_id>")
@public
@guessing
@sends_files
def file(number: str, file_id: int) -> ResponseReturnValue:
    """A file of the case, for whoever holds its key."""
    key = request.args.get("key")
    case = case_for(number, key) if key is not None else tracked(number)
    if case is None or (key is None and not remembered(case)):
        raise NotFound
    found = shown_file(case, file_id)
    if found is None:
        raise NotFound
    return download(found, inline=True)


def _opened(case: Case, key: str) -> Response:
    if remembered(case):
        return make_response(redirect(_again(case.number, key=None, kept=None), code=303))
    if TRIED in request.args:
        return case_page(case, done=_step(request.args.get("done")))
    answer = make_response(redirect(_again(case.number, key=key, kept="1"), code=303))
    remember(answer, case)
    return answer


def _again(number: str, **changes: str | None) -> str:
    """This page's address with changes; nothing but what we know is carried over from what was asked."""
    rest: dict[str, Any] = {name: request.args.get(name) for name in CARRIED} | changes
    return url_for(".show", number=number, **rest)


def _step(word: str | None) -> str:
    return word if word in STEPS else ""
