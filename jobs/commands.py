"""`flask jobs`: what runs by itself, run by hand or alone."""

import re
import signal
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import click
from flask import current_app

from jobs.clock import Clock
from jobs.lease import process_name
from jobs.run import run
from jobs.schedule import BY_NAME, JOBS
from models.clock import SHANGHAI, local, now
from models.jobs.queries import last_runs, lease
from models.jobs.rules import CLOCK
from models.people.tables import Language
from web.commands.schema import SchemaGroup
from web.language import speaking

jobs = SchemaGroup("jobs", help="What runs by itself: mails, reminders, revisits, the seal of the trail.")

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_AHEAD = re.compile(r"\+(\d{1,5})([mhd])")


class Moment(click.ParamType[datetime]):
    """A moment in ISO format (Shanghai's time unless it says otherwise), or so far ahead: +30m, +2h, +2d."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        if ahead := _AHEAD.fullmatch(value):
            return now() + timedelta(**{UNITS[ahead[2]]: int(ahead[1])})
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is neither a moment such as 2026-11-23T10:00 nor ahead such as +2d")
        return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


@jobs.command("list")
def show() -> None:
    """Show every job, how often it runs, and how its last run went."""
    runs, holder = last_runs(), lease(CLOCK)
    for job in JOBS:
        last = runs.get(job.name)
        went = "never ran" if last is None else f"{local(last.ended_at):%Y-%m-%d %H:%M:%S}  {last.done} done"
        if last is not None and last.error:
            went += f", {last.failed} failed: {last.error}"
        with speaking(Language.EN):
            click.echo(f"{job.name:18} every {_often(job.every):8} {job.summary}\n{'':18} {went}")
    running = holder is not None and holder.until > now()
    click.echo(
        f"The clock is run by {holder.holder}." if running and holder else "No process runs the clock."
    )


@jobs.command("run")
@click.argument("name", type=click.Choice(list(BY_NAME)))
@click.option(
    "--at", type=Moment(), help="Act as if it were then: 2026-11-23T10:00, or ahead: +2d, +3h, +5m."
)
def run_by_hand(name: str, at: datetime | None) -> None:
    """Run one job now, whoever runs the clock. Ends with 1 when something failed."""
    tally = run(BY_NAME[name], now=at or now(), holder=process_name())
    click.echo(f"{name}: {tally.done} done, {tally.failed} failed")
    if tally.failed:
        raise click.ClickException(tally.error)


@jobs.command("start")
def start() -> None:
    """Run the clock in this process, alone, until Ctrl-C or SIGTERM."""
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    clock = Clock(app, JOBS)
    clock.start()
    click.echo(f"{clock.lease.holder} stands by to run the clock. Ctrl-C ends it.")
    ended.wait()
    clock.stop()


def _often(every: timedelta) -> str:
    seconds = int(every.total_seconds())
    for unit, length in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % length == 0:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"
