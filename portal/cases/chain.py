"""GET /portal/cases/<number>/chain and chain.pdf: who held what of a case, and how long (A-01)."""

from datetime import datetime
from typing import Any

from flask import Response, abort
from flask.typing import ResponseReturnValue

from models.accountability.queries import chain, weighed_case
from models.cases import queries as cases
from models.cases.tables import Case
from models.clock import local, local_day, now
from models.rulebook.queries import rules_of
from portal.cases.blueprint import blueprint
from web.access import anyone, viewer
from web.downloads import as_file
from web.fragments import page
from web.language.filters import moment
from web.papers import pdf


@blueprint.get("/<number>/chain")
@anyone
def responsibility(number: str) -> ResponseReturnValue:
    """The chain of responsibility, for whoever sees the case or weighs it in a matter."""
    case, whole = _case_or_404(number)
    return page("portal/cases/chain.html", whole=whole, **_shown(case, now()))


@blueprint.get("/<number>/chain.pdf")
@anyone
def responsibility_paper(number: str) -> Response:
    """The same as a paper."""
    case, _whole = _case_or_404(number)
    paper = pdf("pdf/chain.html", **_shown(case, now()))
    return as_file(paper, f"{case.number}-chain.pdf", "application/pdf", shown=True)


def _case_or_404(number: str) -> tuple[Case, bool]:
    """The case, and whether the viewer may open the whole of it."""
    case = cases.find(viewer(), number)
    if case is not None:
        return case, True
    return weighed_case(viewer(), number, local_day(now())) or abort(404), False


def _shown(case: Case, at: datetime) -> dict[str, Any]:
    rules = rules_of(case.timing_id)
    return {
        "case": case,
        "links": chain(case, at),
        "day_minutes": rules.calendar().longest_day,
        "at": at,
        "from_to": from_to,
    }


def from_to(since: datetime, until: datetime) -> str:
    """Two moments as a span; the day is said once where both fall on it."""
    same = local_day(since) == local_day(until)
    return f"{moment(since)} – {local(until):%H:%M}" if same else f"{moment(since)} – {moment(until)}"
