"""Serves both sites with Granian, as many processes as configured; the clock runs inside unless CLOCK=off.

`python -m tools.serve`, after `flask db upgrade`. `make run` does both and more.
"""

import ctypes
import importlib
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tools.set_up import ROOT
from web.config import Config, config_or_stop

THREADS = min(
    8, 2 * multiprocessing.cpu_count() + 1
)  # requests wait for the database, so several share a process
SIGNAL_WHEN_PARENT_ENDS = 1  # PR_SET_PDEATHSIG in Linux
WAITING = 512  # connections that may wait for a thread before the next one is refused


def serve(config: Config, *, when_up: Callable[[], None] = lambda: None) -> None:
    """Serve until Ctrl-C or SIGTERM. `when_up` is called once the first answer could be had.

    Ends the program with one line when the address is not to be had.
    """
    stop_unless_free(config)
    server = granian("wsgi:app", config.host, config.port, config.workers)
    if sys.stdin.isatty():  # the terminal is closed: stop, where Granian would start its workers anew
        server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    server.when_forked = Thread(target=_tell, args=(config, when_up), daemon=True).start
    server.serve(target_loader=load)


def granian(target: str, host: str, port: int, workers: int) -> "_Server":
    """The server as we set it up, for an application; the benchmark serves a bare one the same way."""
    return _Server(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backlog=WAITING,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        working_dir=ROOT,
        log_level=LogLevels.warning,
    )


class _Server(Granian):  # type: ignore[valid-type, misc]  # chosen when Granian is imported
    """Granian, which forks its workers, with a word when that is done.

    A worker is a copy of one thread: a lock that another one held when it was copied stays shut in it for
    ever, such as that of a module just being imported. So no thread of ours runs before.
    """

    when_forked: Callable[[], object] = staticmethod(lambda: None)

    def startup(self, *arguments: Any) -> None:
        super().startup(*arguments)
        self.when_forked()


def load(target: str) -> Any:
    """The application, in a worker process.

    Ctrl-C reaches every process of a terminal's group, and a worker that is told twice to stop hangs: so a
    worker leaves the group and listens to the server alone. On Linux it ends with a server that was killed.
    """
    os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SIGNAL_WHEN_PARENT_ENDS, signal.SIGKILL)
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def stop_unless_free(config: Config) -> None:
    """End the program when something else listens where we would."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            reason = error.strerror or str(error)
            print(f"{config.host}:{config.port} cannot be listened on: {reason}.", file=sys.stderr)
            print("Choose another with HOST and PORT, such as: make run PORT=9000", file=sys.stderr)
            raise SystemExit(1) from None


def _tell(config: Config, when_up: Callable[[], None]) -> None:
    while not answers(config):
        sleep(0.1)
    when_up()


def answers(config: Config) -> bool:
    """Whether something speaks HTTP where we are configured to."""
    try:
        with socket.create_connection((config.reachable_host, config.port), timeout=1) as connection:
            connection.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return connection.recv(12).startswith(b"HTTP/1.")
    except OSError:
        return False


if __name__ == "__main__":
    serve(config_or_stop())
