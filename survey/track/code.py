"""`/track/code`: a code by SMS or mail opens a case for a customer who has not got its key (H-08).

What of a number and a contact fits together is told to nobody: both pages look the same either way, and only
the telephone or address that stands on the case gets a code.
"""

from hmac import compare_digest

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RequestLimit

from models.cases.actions import send_code, use_code
from models.cases.queries import open_code, tracked
from models.cases.tables import Case
from models.clock import now
from models.customers.rules import email_of, phone_of
from models.errors import Invalid
from models.rulebook.queries import rules_at
from models.rulebook.words import Means
from models.texts import composed
from survey.fields import uncut
from survey.hours import hotline_hours
from survey.keys import proof_of, typed_number
from survey.track.forms import CodeForm, CodeRequestForm
from survey.track.views import blueprint, guessing
from web.access import public
from web.commit import commits, commits_refusals
from web.extensions import limiter
from web.fragments import page
from web.language import _
from web.letters.links import CODE_DIGITS, tracking_code

ASKED = "10 per hour"
"""So many codes are asked for from one network; a case has a limit of its own."""


def _too_many(_limit: RequestLimit) -> Response:
    form = CodeRequestForm()
    form.form_errors.append(_("That was tried too often. Please try again in an hour, or call us."))
    return _request_page(form, status=429)


@blueprint.get("/code")
@public
def ask_code() -> ResponseReturnValue:
    """Asks for the number of the case and a telephone number or mail address."""
    number = typed_number(request.args.get("number", "")) or ""
    return _request_page(CodeRequestForm(formdata=None, number=number))


@blueprint.post("/code")
@public
@limiter.limit(ASKED, on_breach=_too_many)
@commits
def request_code() -> ResponseReturnValue:
    """Sends a code where both fit together, and goes on either way."""
    form = CodeRequestForm()
    if not form.validate():
        return _request_page(form, status=422)
    number = typed_number(form.number.data or "")
    if number is None:
        form.number.errors = [_("This is no case number. It looks like HY-20261121-0042.")]
        return _request_page(form, status=422)
    case = tracked(number)
    means = _means_of(case, form.contact.data or "") if case is not None else None
    if case is not None and means is not None:
        send_code(case, means, now=now())
    return redirect(url_for(".enter_code", number=number), code=303)


@blueprint.get("/<number>/code")
@public
def enter_code(number: str) -> ResponseReturnValue:
    """Asks for the code."""
    return _code_page(number, CodeForm(formdata=None))


@blueprint.post("/<number>/code")
@public
@guessing
@commits_refusals
def open_by_code(number: str) -> ResponseReturnValue:
    """Opens the case by its code, once. A wrong one is counted; after some the code is worth nothing."""
    form = CodeForm()
    if not form.validate():
        return _code_page(number, form, status=422)
    case = tracked(typed_number(number) or "")
    if case is not None and _opens(case, form.code.data or ""):
        return redirect(url_for(".show", number=case.number, key=proof_of(case)), code=303)
    form.code.errors = [_("This code is wrong, or it is not valid any more.")]
    return _code_page(number, form, status=404)


def _opens(case: Case, typed: str) -> bool:
    """Whether these are the digits of the code that is open; the try is counted."""
    at = now()
    code = open_code(case, at)
    if code is None:
        return False
    digits = "".join(sign for sign in composed(typed, "NFKC") if sign.isdecimal())
    right = len(digits) == CODE_DIGITS and compare_digest(
        digits.encode(), tracking_code(code.salt, case).encode()
    )
    return use_code(code, right=right, now=at)


def _means_of(case: Case, contact: str) -> Means | None:
    """By what a code can be sent: what was typed must be what stands on the case."""
    contact = composed(contact, "NFKC").strip()
    try:
        if "@" in contact:
            return Means.EMAIL if email_of(contact) == case.contact_email else None
        return Means.SMS if phone_of(contact) == case.contact_phone else None
    except Invalid:
        return None


def _request_page(form: CodeRequestForm, *, status: int = 200) -> Response:
    uncut(form)
    hours = hotline_hours(rules_at(now()))
    return page("survey/track/ask_code.html", status=status, form=form, service_hours=hours)


def _code_page(number: str, form: CodeForm, *, status: int = 200) -> Response:
    uncut(form)
    hours = hotline_hours(rules_at(now()))
    shown = typed_number(number) or ""
    return page("survey/track/code.html", status=status, form=form, number=shown, service_hours=hours)
