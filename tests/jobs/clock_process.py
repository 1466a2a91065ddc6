"""A process that runs the clock, as a server's worker does, for tests that start several and kill some.

Takes the configuration as JSON on standard input. Leases are short here, so that a test need not wait.
"""

import json
import signal
import sys
from datetime import timedelta
from threading import Event

from assembly import assemble
from jobs.clock import Clock
from jobs.schedule import BY_NAME
from web.config import Config


def main() -> None:
    """Say the holder's name on standard output, then run until SIGTERM."""
    given = json.loads(sys.stdin.readline())
    app = assemble(Config(**given["config"]))
    ended = Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    jobs = [BY_NAME[name] for name in given["jobs"]]
    clock = Clock(app, jobs, length=timedelta(seconds=2), renew=timedelta(seconds=0.5))
    clock.start()
    print(clock.lease.holder, flush=True)
    ended.wait()
    clock.stop()


if __name__ == "__main__":
    main()
