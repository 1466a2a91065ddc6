"""GET /portal/jobs: all jobs and the clock; below it the last runs of one."""

from datetime import timedelta

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from models.clock import now
from models.jobs.queries import failed_runs, recent_runs
from models.permissions import Permission
from models.privacy import masked_text
from portal.jobs.state import Health, holder, jobs, rows
from web.access import needs
from web.fragments import page
from web.language import _, counted, lazy
from web.words import name

blueprint = Blueprint("jobs", __name__, url_prefix="/portal/jobs")
name(
    Health,
    {
        Health.FINE: lazy("In order"),
        Health.FAILED: lazy("Went wrong"),
        Health.OVERDUE: lazy("Has not run"),
        Health.NEVER: lazy("Never ran"),
    },
)
TONES = {Health.FINE: "good", Health.FAILED: "bad", Health.OVERDUE: "warn", Health.NEVER: "neutral"}
FAULTS = 8
RUNS = 50


@blueprint.get("")
@needs(Permission.JOBS_READ)
def index() -> ResponseReturnValue:
    """Who runs the clock, every job, and the latest faults."""
    at = now()
    return page(
        "portal/jobs/index.html",
        rows=rows(at),
        holder=holder(at),
        faults=failed_runs(FAULTS),
        tones=TONES,
        often=often,
        took=took,
        masked_text=masked_text,
        summaries={job.name: job.summary for job in jobs()},
    )


@blueprint.get("/<job>")
@needs(Permission.JOBS_READ)
def show(job: str) -> ResponseReturnValue:
    """The last runs of one job that were written down."""
    found = next((each for each in jobs() if each.name == job), None) or abort(404)
    return page(
        "portal/jobs/show.html",
        job=found,
        runs=recent_runs(job, RUNS),
        most=RUNS,
        often=often,
        took=took,
        masked_text=masked_text,
    )


def often(every: timedelta) -> str:
    """How often a job runs, in the largest unit that fits."""
    seconds = int(every.total_seconds())
    if seconds % 86_400 == 0:
        return counted("once a day", "every %(n)s days", seconds // 86_400)
    if seconds % 3600 == 0:
        return counted("once an hour", "every %(n)s hours", seconds // 3600)
    if seconds % 60 == 0:
        return counted("once a minute", "every %(n)s minutes", seconds // 60)
    return counted("every second", "every %(n)s seconds", seconds)


def took(length: timedelta) -> str:
    """How long a run took."""
    seconds = length.total_seconds()
    if seconds < 1:
        return _("under a second")
    return _("%(n)s s", n=round(seconds)) if seconds < 120 else _("%(n)s min", n=round(seconds / 60))
