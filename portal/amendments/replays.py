"""GET /portal/rulebook/draft/replay: what the draft would have made of past cases (RB-02)."""

from datetime import timedelta
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from models.amendments import actions, queries
from models.amendments.queries.replay import latest_replay
from models.amendments.rules.timeliness import SHOWN, Sums, Timeliness
from models.amendments.tables import Amendment, AmendmentReplay
from models.amendments.words import ReplayState
from models.clock import local_day, now
from models.errors import Invalid
from models.permissions import Permission
from models.rulebook.document.parse import fingerprint
from portal.amendments.blueprint import blueprint
from portal.amendments.draft import READERS, draft_or_404
from portal.amendments.forms import PeriodForm
from portal.amendments.values import Book
from web.access import needs, viewer
from web.charts import Row, bars
from web.commit import commits
from web.errors import fault
from web.fragments import page, rejected, respond
from web.language import _, lazy
from web.words import word

USUAL = timedelta(days=90)
PAGE = "portal/amendments/replay.html"
fault("no_period", lazy("The last day is not before the first, nor more than two years later."))


@blueprint.get("/draft/replay")
@needs(*READERS)
def replayed() -> ResponseReturnValue:
    """The replay that was asked for last, and a form for another: the last 90 days at first.

    `?progress=1` is how the page looks again while the clock works; it is loaded anew when that has ended.
    """
    amendment, today = draft_or_404(), local_day(now())
    latest = latest_replay(amendment)
    if "progress" in request.args and (latest is None or not latest.busy):
        return respond(redirect=url_for("amendments.replayed"))
    period = {"since": today - USUAL, "until": today}
    if latest is not None:
        period = {"since": latest.since, "until": latest.until}
    return page(PAGE, form=PeriodForm(None, data=period), **_around(amendment, latest))


@blueprint.post("/draft/replay")
@needs(*READERS)
@commits
def replay() -> Response:
    """Has the draft replayed by the clock, however many cases there are."""
    amendment, form = draft_or_404(), PeriodForm()
    around = _around(amendment, latest_replay(amendment))
    if not form.validate() or form.since.data is None or form.until.data is None:
        return rejected(PAGE, form, **around)
    if around["faults"]:
        return rejected(PAGE, form, **around)
    try:
        actions.ask_replay(amendment, form.since.data, form.until.data, by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(PAGE, form, **around)
    return respond(redirect=url_for("amendments.replayed"))


def _around(amendment: Amendment, latest: AmendmentReplay | None) -> dict[str, Any]:
    book = Book.of(amendment.document)
    done = latest is not None and latest.state is ReplayState.DONE
    found = Sums.of(latest.found).replay() if latest is not None and done else None
    rows = [_told(row, book) for row in found.rows] if found else []
    return {
        "amendment": amendment,
        "faults": [book.fault(each) for each in queries.faults_of(amendment.document)],
        "latest": latest,
        "changed_since": latest is not None and latest.digest != fingerprint(amendment.document),
        "found": found,
        "rows": rows,
        "drawn": [_drawn(row) for row in rows if row["change"]] or [_drawn(row) for row in rows],
        "same": sum(not row["change"] for row in rows) if any(row["change"] for row in rows) else 0,
        "shown": SHOWN,
        "links": viewer().may(Permission.CASE_READ_ALL),
    }


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


def _drawn(row: dict[str, Any]) -> Row:
    """A row of the chart: before and under the draft."""
    values = [(row[each] / 100, f"{row[each]}%") for each in ("before", "after")]
    return bars(f"{row['what']} · {row['grade']}", values)
