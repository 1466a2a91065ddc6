"""Starting the clock inside a server: once in each worker process, after it was forked or spawned."""

import multiprocessing
import os
from collections.abc import Callable, Iterable
from multiprocessing.util import Finalize
from threading import Lock
from typing import Any

from flask import Flask

from jobs.clock import Clock
from jobs.schedule import JOBS

GRANIAN_WORKER = "granian-worker"


def start_with(app: Flask) -> None:
    """Makes the clock start where this app is served, unless the configuration says CLOCK=off.

    A Granian worker loads the app itself, so there it starts now. Any other server may load the app
    in one process and serve it in others: there it starts with the first request a process gets.
    A `flask` command loads the app too and starts nothing.
    """
    if not app.config["HUIYIN"].clock:
        return
    starter = _Starter(app, app.wsgi_app)
    if multiprocessing.current_process().name == GRANIAN_WORKER:
        starter.start()
    else:
        app.wsgi_app = starter  # type: ignore[method-assign]


class _Starter:
    """Passes every request on; before the first one in a process it starts that process's clock."""

    def __init__(self, app: Flask, inner: Callable[..., Iterable[bytes]]) -> None:
        self._app = app
        self._inner = inner
        self._lock = Lock()
        self._process: int | None = None

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        if self._process != os.getpid():
            self.start()
        return self._inner(environ, start_response)

    def start(self) -> None:
        """Starts the clock unless this process has one; it is stopped when the process ends."""
        with self._lock:
            if self._process == os.getpid():
                return
            self._process = os.getpid()
            clock = Clock(self._app, JOBS)
            clock.start()
            Finalize(None, clock.stop, exitpriority=100)
