"""The list of published reports, each as a page and as a paper (S-07)."""

from hashlib import sha256
from http import HTTPStatus

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from models.clock import now
from models.reports import queries
from models.reports.tables import SatisfactionReport
from models.rulebook.queries import rules_at
from survey.hours import hotline_hours
from web.access import public
from web.extensions import limiter
from web.fragments import page
from web.language import asked_language, current_language, kept_language
from web.reports import Listing, Reading, paper

blueprint = Blueprint("published", __name__, url_prefix="/results")
PAPERS = "30 per minute"
"""A paper that nobody read lately takes seconds to make."""
FRESH = 300
"""Seconds for which a page may be shown without asking again: a correction is seen after so long at most."""


@blueprint.get("")
@public
def index() -> ResponseReturnValue:
    """Everything that is published, the newest period first."""
    hours = hotline_hours(rules_at(now()))
    answer = page(
        "survey/results/index.html",
        reports=[Listing.of(each) for each in queries.published_listing()],
        service_hours=hours,
    )
    answer.add_etag()
    return _lasting(answer)


@blueprint.get("/<period>")
@public
def report(period: str) -> ResponseReturnValue:
    """One report as a page; what was corrected stands on top."""
    found = _or_404(period)
    answer = page(
        "survey/results/report.html",
        reading=Reading.of(found),
        service_hours=hotline_hours(rules_at(now())),
    )
    answer.add_etag()
    return _lasting(answer)


@blueprint.get("/<period>/report.pdf")
@public
@limiter.limit(PAPERS)
def as_paper(period: str) -> ResponseReturnValue:
    """One report as a paper."""
    found = _or_404(period)
    state = (found.id, found.ended_at, *(each.id for each in found.corrections), str(current_language()))
    answer = Response(mimetype="application/pdf")
    answer.vary.update(("Accept-Language", "Cookie"))
    answer.set_etag(sha256(repr(state).encode()).hexdigest()[:32])
    if _lasting(answer).status_code != HTTPStatus.NOT_MODIFIED:
        answer.set_data(paper(found))
        name = f"satisfaction-{found.period}.pdf"
        answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer


def _or_404(period: str) -> SatisfactionReport:
    return queries.published(period) or abort(404)


def _lasting(answer: Response) -> Response:
    """Lets browsers and proxies keep it for a while, and ask afterwards whether it is still the same.

    Not while it sets the cookie of the language: a proxy would hand that to others.
    """
    asked = asked_language()
    if asked is not None and asked != kept_language():
        return answer
    answer.cache_control.public = True
    answer.cache_control.max_age = FRESH
    answer.make_conditional(request)
    return answer
