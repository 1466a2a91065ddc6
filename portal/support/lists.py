"""GET /portal/support: one's own requests; /portal/support/answers: those put to a head (H-10)."""

from collections.abc import Sequence
from datetime import datetime

from flask import url_for
from flask.typing import ResponseReturnValue

from models.clock import SHANGHAI, local, now
from models.people.tables import Staff
from models.support import queries
from models.support.tables import SupportRequest
from portal.support.blueprint import blueprint
from portal.support.due import Row, row
from portal.waiting import waiting
from web.access import anyone, viewer
from web.fragments import page
from web.language import _


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """What this person asked for, and how often it was answered this year."""
    by, at = viewer(), now()
    year = datetime(local(at).year, 1, 1, tzinfo=SHANGHAI)
    return page(
        "portal/support/index.html",
        rows=_rows(queries.own_requests(by), at),
        kept=queries.kept_for(by, year, at),
        tabs=tabs(by, "support.index"),
    )


@blueprint.get("/answers")
@anyone
def answers() -> ResponseReturnValue:
    """What waits for this person's answer, and what was answered; empty for who is asked nothing."""
    by, at = viewer(), now()
    return page(
        "portal/support/answers.html",
        to_answer=_rows(queries.to_answer(by), at),
        settled=_rows(queries.settled(by), at),
        tabs=tabs(by, "support.answers"),
    )


def tabs(by: Staff, here: str) -> list[dict[str, object]]:
    """The two pages, for whoever is asked; one page needs no tabs."""
    if not queries.answers_requests(by):
        return []
    many = waiting(by).requests
    found = (("support.index", _("My requests"), 0), ("support.answers", _("To answer"), many))
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here, "count": n or None}
        for endpoint, label, n in found
    ]


def _rows(requests: Sequence[SupportRequest], at: datetime) -> list[Row]:
    return [row(each, at) for each in requests]
