"""What a customer may do with an own case: each step a form with the key in it, one action, one commit."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from flask import Response, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from models.cases.actions import add_words, confirm, object_to_closing, press, withdraw
from models.cases.queries import held
from models.cases.queries.tracking import said_before
from models.cases.rules.offers import Offer
from models.cases.tables import Case
from models.clock import now
from models.db import db
from models.errors import Invalid, WrongState
from models.events.actions import CUSTOMER
from models.rulebook.document import Rules
from models.rulebook.queries import rules_of
from survey.keys import case_for
from survey.track.forms import (
    ConfirmationForm,
    FindForm,
    ObjectionForm,
    PressingForm,
    StepForm,
    WithdrawalForm,
    WordsForm,
)
from survey.track.page import address_of, case_page, find_page
from survey.track.views import blueprint, guessing
from web.access import public
from web.carried import carried
from web.commit import commits, commits_refusals
from web.errors import fault
from web.language import _, lazy
from web.uploads import take_files

__all__ = ["blueprint"]

SENT_TWICE = timedelta(minutes=10)
"""The same words again within that time are one form that was sent twice."""

F = TypeVar("F", bound=StepForm)

fault("too_often", lazy("That is enough for today: we have it, and you can write again tomorrow."))


@blueprint.post("/<number>/words")
@public
@guessing
@commits_refusals
def words(number: str) -> ResponseReturnValue:
    """More words and files; a case that waited for them goes on (H-03)."""
    return _step(number, Offer.WORDS, WordsForm, _add)


@blueprint.post("/<number>/pressing")
@public
@guessing
@commits
def pressing(number: str) -> ResponseReturnValue:
    """Presses for action: owner and head are told."""
    return _step(number, Offer.PRESSING, PressingForm, _press)


@blueprint.post("/<number>/withdrawal")
@public
@guessing
@commits
def withdrawal(number: str) -> ResponseReturnValue:
    """Takes the case back."""
    return _step(number, Offer.WITHDRAWAL, WithdrawalForm, _withdraw)


@blueprint.post("/<number>/objection")
@public
@guessing
@commits
def objection(number: str) -> ResponseReturnValue:
    """Objects to being closed as malicious: the leading group looks at it (H-09)."""
    return _step(number, Offer.OBJECTION, ObjectionForm, _object)


@blueprint.post("/<number>/confirmation")
@public
@guessing
@commits
def confirmation(number: str) -> ResponseReturnValue:
    """Satisfied, which ends the case, or not, which opens it again at once (R-01)."""
    return _step(number, Offer.CONFIRMATION, ConfirmationForm, _confirm)


def _step(
    number: str, offer: Offer, form_type: type[F], act: Callable[[Case, F, Rules], Response | None]
) -> Response:
    """Checks key and form, acts, and goes back to the page; what does not fit comes back as it was typed."""
    case = case_for(number, request.form.get("key", ""))
    if case is None:
        return find_page(FindForm(formdata=None, number=number), refused=True, status=404)
    case = held(case)
    if case.expired_at is not None:
        return case_page(case, status=409)
    rules = rules_of(case.rulebook_id)
    form = form_type(rules)
    try:
        refusal = act(case, form, rules)
    except Invalid as error:
        form.blame(error)
        return case_page(case, refused=(offer, form), status=422)
    except (WrongState, IntegrityError):
        db.session.rollback()
        case = case_for(number, request.form.get("key", ""))
        assert case is not None
        return case_page(case, too_late=request.form.get("text", ""), status=409)
    if refusal is not None:
        return refusal
    return make_response(redirect(address_of(case, done=offer.value), code=303))


def _add(case: Case, form: WordsForm, rules: Rules) -> Response | None:
    valid = form.validate()
    files = carried(request.form.getlist("carried"), case.track_subject, most=rules.uploads.files)
    taken = take_files(
        request.files.getlist("files"), uploads=rules.uploads, already=len(files), by=CUSTOMER, now=now()
    )
    files += taken.files
    if taken.refusals:
        form.files.errors = [" ".join(taken.refusals)]
    text = form.text.data or ""
    if valid and not taken.refusals and not text and not files:
        form.text.errors = [_("Please write something, or choose a file.")]
    if form.errors:
        return case_page(case, refused=(Offer.WORDS, form), files=files, status=422)
    if not said_before(case, text, files, now() - SENT_TWICE):
        try:
            add_words(case, text, files, now=now())
        except Invalid as error:
            form.blame(error)
            return case_page(case, refused=(Offer.WORDS, form), files=files, status=422)
    return None


def _press(case: Case, form: PressingForm, _rules: Rules) -> Response | None:
    if not form.validate():
        return case_page(case, refused=(Offer.PRESSING, form), status=422)
    press(case, form.text.data or "", now=now())
    return None


def _withdraw(case: Case, form: WithdrawalForm, _rules: Rules) -> Response | None:
    if not form.validate():
        return case_page(case, refused=(Offer.WITHDRAWAL, form), status=422)
    withdraw(case, form.text.data or "", now=now())
    return None


def _object(case: Case, form: ObjectionForm, _rules: Rules) -> Response | None:
    if not form.validate():
        return case_page(case, refused=(Offer.OBJECTION, form), status=422)
    object_to_closing(case, form.text.data or "", now=now())
    return None


def _confirm(case: Case, form: ConfirmationForm, _rules: Rules) -> Response | None:
    if not form.validate():
        return case_page(case, refused=(Offer.CONFIRMATION, form), status=422)
    confirm(case, form.satisfied.data == "yes", form.text.data or "", now=now())
    return None
