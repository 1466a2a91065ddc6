"""Making a report: it is cleaned, sealed, and answered with the receipt code, once (W-01, W-02)."""

from datetime import timedelta

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_limiter import RequestLimit

from models.clock import now
from models.errors import Busy, Invalid
from models.hotline.actions.submit import submit
from models.hotline.queries.opening import visit_token
from models.hotline.words import Source
from models.rulebook.queries import hotline_at
from survey.hotline.forms import ReportForm
from survey.hotline.pages import REPORTS, blueprint, for_reporters, shown, somebody
from web.commit import commits
from web.extensions import limiter
from web.hotline import vault
from web.language import _
from web.reporting.draft import draft_of
from web.reporting.files import attach, take
from web.security import AT_ONCE, MEGABYTE

LASTS = timedelta(minutes=15)
"""So long a page can be used without typing the code again."""


def _too_often(_limit: RequestLimit) -> Response:
    form = ReportForm()
    form.form_errors.append(
        _("Too many reports came within a short time. Please send it again in an hour, or call us.")
    )
    return form_page(form, status=429)


def _was_taken(answer: Response) -> bool:
    return answer.status_code == 200


@blueprint.get("/new")
@for_reporters
def new() -> ResponseReturnValue:
    """The empty form."""
    return form_page(ReportForm(formdata=None))


@blueprint.post("/new")
@for_reporters
@limiter.limit(REPORTS, key_func=somebody, deduct_when=_was_taken, on_breach=_too_often)
@commits
def create() -> ResponseReturnValue:
    """Takes the report and shows its code, in the answer itself: no address leads there again."""
    form = ReportForm()
    if not form.validate():
        return form_page(form, status=422)
    most = hotline_at(now()).file_megabytes * MEGABYTE
    try:
        files = take(request.files.getlist("files"), most_bytes=most, uncleaned=bool(form.uncleaned.data))
        receipt = submit(draft_of(form, Source.WEB), vault=vault(), now=now())
    except Invalid as error:
        form.blame(error)
        return form_page(form, status=422)
    except Busy:
        return _busy(form)
    attach(receipt.access, files, now=now())
    token = visit_token(receipt.access, vault=vault(), until=now() + LASTS)
    return shown("received.html", code=str(receipt.code), files=files, token=token, limits=hotline_at(now()))


def form_page(form: ReportForm, *, status: int = 200) -> Response:
    """The form, with what was typed."""
    return shown("new.html", status=status, form=form, limits=hotline_at(now()), at_once=AT_ONCE)


def _busy(form: ReportForm) -> Response:
    form.form_errors.append(
        _("Much is being sealed at this moment. Please wait a minute, choose your files again and send it.")
    )
    answer = form_page(form, status=503)
    answer.headers["Retry-After"] = "60"
    return answer
