"""GET /portal/rulebook/draft/replay: what the draft would have made of past cases (RB-02)."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from models.amendments import queries
from models.amendments.queries.replay import MOST, Past, replay
from models.amendments.rules.timeliness import Timeliness
from models.clock import SHANGHAI, local_day, now
from models.permissions import Permission
from models.rulebook.document import parse
from portal.amendments.blueprint import blueprint
from portal.amendments.draft import READERS, draft_or_404
from portal.amendments.forms import PeriodForm
from portal.amendments.values import Book
from web.access import needs, viewer
from web.fragments import page, rejected
from web.language import _
from web.words import word

USUAL, LONGEST = timedelta(days=90), timedelta(days=731)
SHOWN = 200
PAGE = "portal/amendments/replay.html"


@blueprint.get("/draft/replay")
@needs(*READERS)
def replayed() -> ResponseReturnValue:
    """The last 90 days, unless the address says which."""
    amendment, today = draft_or_404(), local_day(now())
    asked = "since" in request.args or "until" in request.args
    form = PeriodForm(request.args if asked else None, data={"since": today - USUAL, "until": today})
    around: dict[str, Any] = {"amendment": amendment, "found": None}
    period = _period(form) if asked else (today - USUAL, today)
    if period is None:
        return rejected(PAGE, form, faults=[], **around)
    book = Book.of(amendment.document)
    faults = [book.fault(each) for each in queries.faults_of(amendment.document)]
    if not faults:
        past = Past(_begin(period[0]), _begin(period[1] + timedelta(days=1)))
        found = replay(parse(amendment.document), past, now=now())
        around |= {"found": found, "rows": [_told(row, book) for row in found.rows]}
    return page(
        PAGE,
        form=form,
        faults=faults,
        most=MOST,
        shown=SHOWN,
        links=viewer().may(Permission.CASE_READ_ALL),
        **around,
    )


def _period(form: PeriodForm) -> tuple[date, date] | None:
    """The first and the last day; None, with an error in the form, where they make no period."""
    if not form.validate() or form.since.data is None or form.until.data is None:
        return None
    if not timedelta(0) <= form.until.data - form.since.data <= LONGEST:
        form.until.errors = [_("The last day is not before the first, nor more than two years later.")]
        return None
    return form.since.data, form.until.data


def _begin(on: date) -> datetime:
    return datetime.combine(on, time(), SHANGHAI)


def _told(row: Timeliness, book: Book) -> dict[str, Any]:
    grade = book.value("grade", row.figure.grade) if row.figure.grade else _("No grade")
    return {
        "what": word(row.figure.kind),
        "grade": grade,
        "n": row.n,
        "before": round(row.share_before, 1),
        "after": round(row.share_after, 1),
        "change": round(row.share_after - row.share_before, 1),
    }
