"""The list of messages: filters in the address, counts by state, and whether mail can leave at all."""

from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue

from models.clock import now
from models.jobs.queries import last_run, lease
from models.jobs.rules import CLOCK
from models.outbox import queries
from models.outbox.tables import Delivery, Means
from models.permissions import Permission
from portal.outbox.blueprint import blueprint
from portal.outbox.clock import MOMENTS
from portal.outbox.reading import TONES, kind_of, may_read, named_about
from web.access import needs
from web.context import installation
from web.fragments import page
from web.language import _
from web.lists import address, window
from web.words import word

LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Health:
    """Whether messages leave: `stopped` when no process runs the clock, faults when the last run failed."""

    stopped: bool
    fault: str
    sms_fault: str
    by_files: bool


@blueprint.get("")
@needs(Permission.OUTBOX_READ)
def index() -> ResponseReturnValue:
    """What waits, was sent or failed, newest first."""
    state, means = _state(), _means()
    words = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    shown = window((), default="")
    rows, total = queries.listing(
        state, words, means=means, parts_of_addresses=may_read(), page=shown.page, size=shown.size
    )
    counts = queries.counts(means)
    tabs = [
        {
            "label": word(each) if each else _("All"),
            "url": address(state=each.value if each else None, page=None),
            "current": state is each,
            "count": counts.get(each, 0) if each else sum(counts.values()),
        }
        for each in (None, *Delivery)
    ]
    return page(
        "portal/outbox/index.html",
        rows=rows,
        total=total,
        shown=shown,
        tabs=tabs,
        state=state,
        means=means,
        every_means=Means,
        words=words,
        address=address,
        kind_of=kind_of,
        named_about=named_about,
        tones=TONES,
        readable=may_read(),
        failed=counts.get(Delivery.FAILED, 0),
        health=_health(),
        moments=MOMENTS,
    )


def _state() -> Delivery | None:
    asked = request.args.get("state", "")
    return Delivery(asked) if asked in set(Delivery) else None


def _means() -> Means | None:
    asked = request.args.get("means", "")
    return Means(asked) if asked in set(Means) else None


def _health() -> Health:
    held, run, sms_run = lease(CLOCK), last_run("deliver"), last_run("deliver-sms")
    return Health(
        stopped=held is None or held.until < now(),
        fault=run.error if run is not None else "",
        sms_fault=sms_run.error if sms_run is not None else "",
        by_files=installation().smtp_url is None,
    )
