"""Sending feedback, and the page that thanks for it."""

import re
from collections.abc import Sequence

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RequestLimit
from sqlalchemy.exc import IntegrityError

from models.cases.actions import open_case
from models.cases.intake import Intake
from models.cases.queries import tracked
from models.cases.queries.contacts import usual_means
from models.cases.queries.tracking import submitted, tracking
from models.cases.tables import Case
from models.cases.words import Channel, Kind
from models.clock import local_day, now
from models.db import db
from models.errors import BadToken
from models.events.actions import CUSTOMER
from models.files.rules import accepted
from models.files.tables import StoredFile
from models.ids import random_code
from models.rulebook.document import Rules
from models.rulebook.queries import retention_at, rules_at
from models.rulebook.words import Means, MessageKind
from survey.feedback.forms import FeedbackForm
from survey.feedback.receipt import number_in, receipt_for
from survey.hours import hotline_hours
from web.access import public
from web.carried import carried, carry
from web.commit import commits_refusals
from web.extensions import limiter
from web.fragments import page
from web.language import _, current_language
from web.language.filters import in_megabytes
from web.letters.links import tracking_key, tracking_link
from web.uploads import take_files

blueprint = Blueprint("feedback", __name__, url_prefix="/feedback")

TEMPLATE = "survey/feedback/new.html"
NAME_OF_FORM = re.compile(r"[0-9A-Z]{26}")
TRIES = 6  # a form may be refused several times before it is accepted


def _accepted_limit() -> str:
    limits = rules_at(now()).public_form
    return f"{limits.submissions_an_hour} per hour; {limits.submissions_a_day} per day"


def _sent_limit() -> str:
    return f"{TRIES * rules_at(now()).public_form.submissions_an_hour} per hour"


def _was_accepted(answer: Response) -> bool:
    return answer.status_code == 303


def _too_often(_limit: RequestLimit) -> Response:
    """What was typed stays in the form, which says when to come back."""
    rules = rules_at(now())
    form = _form(rules)
    files = carried(request.form.getlist("carried"), form.sent_as, most=rules.uploads.files)
    form.form_errors.append(
        _("Too many messages came from your network within a short time. Please send it again in an hour.")
    )
    return _shown(form, rules, files, status=429)


@blueprint.get("/new")
@public
def new() -> ResponseReturnValue:
    """The empty form; `?kind=` chooses what it is."""
    rules = rules_at(now())
    kind = request.args.get("kind", "")
    form = FeedbackForm(
        rules,
        today=local_day(now()),
        formdata=None,
        submission=random_code(26),
        kind=kind if kind in set(Kind) else None,
    )
    answer = _shown(form, rules, [])
    answer.headers["Cache-Control"] = "private, no-cache"  # going back finds what was typed
    return answer


@blueprint.post("/new")
@public
@limiter.limit(_accepted_limit, deduct_when=_was_accepted, on_breach=_too_often)
@limiter.limit(_sent_limit, on_breach=_too_often)
@commits_refusals
def create() -> ResponseReturnValue:
    """Registers the voice (V-08). The same form again leads to the same case, once its words are the same.

    A refused form keeps the files that were accepted, which is all that is stored of it. So does one
    that comes back only to be read in the other language.
    """
    rules = rules_at(now())
    form = _form(rules)
    earlier = submitted(form.sent_as)
    if earlier is not None:
        return _sent_before(form, rules, earlier)
    speaking = "speak" in request.form
    valid = speaking or form.validate()
    files = carried(request.form.getlist("carried"), form.sent_as, most=rules.uploads.files)
    taken = take_files(
        request.files.getlist("files"), uploads=rules.uploads, already=len(files), by=CUSTOMER, now=now()
    )
    files += taken.files
    if taken.refusals:
        form.files.errors = [" ".join(taken.refusals)]
    if not valid or taken.refusals:
        return _shown(form, rules, files, status=422)
    if speaking:
        return _shown(form, rules, files)
    case = _registered(form, files)
    return _thanks(case) if _says(case, form) else _sent_before(form, rules, case)


@blueprint.get("/received/<receipt>")
@public
def received(receipt: str) -> ResponseReturnValue:
    """The number, the secret link, and what happens next and when (H-01)."""
    case = tracked(number_in(receipt))
    if case is None:
        raise BadToken("receipt")
    return page(
        "survey/feedback/received.html",
        tracking=tracking(case, now=now()),
        link=tracking_link(case),
        key=tracking_key(case),
        again="again" in request.args,
        by_sms=usual_means(case, MessageKind.ACKNOWLEDGEMENT) is Means.SMS,
        service_hours=hotline_hours(rules_at(now())),
    )


def _form(rules: Rules) -> FeedbackForm:
    form = FeedbackForm(rules, today=local_day(now()))
    if not NAME_OF_FORM.fullmatch(form.sent_as):
        form.submission.data = random_code(26)
    return form


def _registered(form: FeedbackForm, files: Sequence[StoredFile]) -> Case:
    phone, email = form.contact
    intake = Intake(
        kind=Kind(form.kind.data),
        channel=Channel.WEB,
        problem=form.problem.data or "",
        name=form.name.data or "",
        phone=phone,
        email=email,
        account=form.account.data or "",
        region=form.region.data or "",
        language=current_language().value,
        happened_when=form.happened_when.data or "",
        happened_where=form.happened_where.data or "",
        expected=form.expected.data or "",
        expected_on=form.expected_on.data,
        product_id=form.product.product_id,
        submission=form.sent_as,
        files=files,
    )
    try:
        return open_case(intake, by=CUSTOMER, now=now())
    except IntegrityError:
        # The same form came twice at the same moment, and the other one was first.
        db.session.rollback()
        earlier = submitted(form.sent_as)
        if earlier is None:
            raise
        return earlier


def _sent_before(form: FeedbackForm, rules: Rules, case: Case) -> Response:
    """The thanks page again for who sends the same once more; who sends other words gets them back.

    The name of a form is no secret: somebody may have put a name of their own into the form of another.
    The words are what only its sender knows, so they open the page with the secret link.
    """
    if _says(case, form):
        return _thanks(case, again=True)
    form.submission.data = random_code(26)
    form.form_errors.append(
        _(
            "This form was sent before and became case %(number)s. To add something, open that case by its"
            " link. If this is another matter, send it once more.",
            number=case.number,
        )
    )
    return _shown(form, rules, [], status=409)


def _says(case: Case, form: FeedbackForm) -> bool:
    return case.problem == (form.problem.data or "")


def _thanks(case: Case, *, again: bool = False) -> Response:
    address = url_for(".received", receipt=receipt_for(case.number), again=1 if again else None)
    return make_response(redirect(address, code=303))


def _shown(form: FeedbackForm, rules: Rules, files: Sequence[StoredFile], *, status: int = 200) -> Response:
    return page(
        TEMPLATE,
        status=status,
        form=form,
        carried=[(carry(file, form.sent_as), file) for file in files],
        limits=rules.public_form,
        uploads=rules.uploads,
        accept=accepted(rules.uploads.types),
        file_limit=in_megabytes(rules.uploads.file_bytes),
        in_megabytes=in_megabytes,
        today=local_day(now()),
        service_hours=hotline_hours(rules),
        kept=retention_at(now()),
    )
