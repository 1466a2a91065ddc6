"""What processes do that run the clock, as a server's worker does, where tests start several and kill some.

Leases are short here, so that a test need not wait.
"""

import os
import signal
import sys
from contextlib import redirect_stdout
from datetime import timedelta
from io import StringIO
from multiprocessing.connection import Connection
from threading import Event

from flask.cli import main

from assembly import assemble
from jobs.clock import Clock
from jobs.schedule import BY_NAME
from web.config import Config


def run_clock(config: dict[str, object], names: list[str], said: "Connection[str, str]") -> None:
    """Say the holder's name, then run until SIGTERM."""
    app = assemble(Config(**config))  # type: ignore[arg-type]
    ended = Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    jobs = [BY_NAME[name] for name in names]
    clock = Clock(app, jobs, length=timedelta(seconds=2), renew=timedelta(seconds=0.5))
    clock.start()
    said.send(clock.lease.holder)
    ended.wait()
    clock.stop()


def run_command(environ: dict[str, str], words: list[str], said: "Connection[str, str]") -> None:
    """What the program `flask` does with these words, then say what it wrote."""
    os.environ.update(environ)
    sys.argv = ["flask", "--app", "wsgi", *words]
    with redirect_stdout(StringIO()) as written:
        try:
            main()
        finally:
            said.send(written.getvalue())
