"""Running the clock by hand, as if it were later: in the demo alone, where nobody wants to wait for days."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from flask import abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import SHANGHAI, local_day, now
from models.db import db
from models.permissions import Permission
from portal.outbox.blueprint import blueprint
from web.access import needs
from web.context import installation
from web.fragments import respond
from web.language import counted, lazy
from web.language.filters import moment

RunJobs = Callable[[datetime], Mapping[str, int]]
MOMENTS = {
    "now": lazy("now"),
    "hour": lazy("in an hour"),
    "tomorrow": lazy("tomorrow at 10:00"),
    "days": lazy("in 4 days at 10:00"),
    "month": lazy("in 31 days at 10:00"),
}
DAYS_AHEAD = {"tomorrow": 1, "days": 4, "month": 31}
MORNING = time(10, 0)


@blueprint.post("/clock")
@needs(Permission.OUTBOX_SEND)
def run_clock() -> ResponseReturnValue:
    """Everything that runs by itself runs now, as if it were the moment that was chosen.

    Commits by itself, item by item, as the clock does.
    """
    if not installation().demo:
        abort(404)
    chosen = request.form.get("moment", "now")
    if chosen not in MOMENTS:
        abort(422)
    at = moment_of(chosen)
    run: RunJobs = current_app.extensions["run_jobs"]
    db.session.commit()  # what was read for this request must not keep the jobs waiting
    with current_app.app_context():  # nor must their session end this one's
        done = run(at)
    sent, texts = done.get("deliver", 0), done.get("deliver-sms", 0)
    flash(
        counted(
            "The clock ran as of %(at)s. %(n)s mail left.",
            "The clock ran as of %(at)s. %(n)s mails left.",
            sent,
            at=moment(at),
        ),
        "good",
    )
    if texts:
        flash(counted("%(n)s text message left.", "%(n)s text messages left.", texts), "good")
    return respond(redirect=url_for("outbox.index"))


def moment_of(chosen: str) -> datetime:
    """One of MOMENTS, as a moment; days ahead begin in the morning in Shanghai, when letters may leave."""
    if chosen in DAYS_AHEAD:
        day = local_day(now()) + timedelta(days=DAYS_AHEAD[chosen])
        return datetime.combine(day, MORNING, SHANGHAI)
    return now() + (timedelta(hours=1) if chosen == "hour" else timedelta())
