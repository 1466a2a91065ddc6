"""The server as people start it, on a port of its own, for as long as a block lasts."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from web.config import ROOT

LOOK_AGAIN = 0.1  # seconds; how long things take is not tested, so nothing gives up while the server lives


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(environ: dict[str, str], path: str) -> tuple[int, str]:
    """Status and type of what the server sends; 0 while it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{environ['HUIYIN_PORT']}{path}") as got:
            return got.status, got.headers["Content-Type"]
    except OSError:
        return 0, ""


def workers(server: "subprocess.Popen[bytes]") -> list[psutil.Process]:
    """The processes that answer."""
    return psutil.Process(server.pid).children(recursive=True)


@contextmanager
def served(environ: dict[str, str]) -> "Iterator[subprocess.Popen[bytes]]":
    """The server, in a process group of its own as in a terminal, once it is ready."""
    command = [sys.executable, "-m", "tools.serve"]
    with said(environ).open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=log, start_new_session=True)
    there: list[psutil.Process] = []
    try:
        while answer(environ, "/readyz")[0] != 200:
            assert server.poll() is None, said(environ).read_text()
            time.sleep(LOOK_AGAIN)
        there = workers(server)
        yield server
    finally:
        for process in (server, *there):
            with suppress(ProcessLookupError, psutil.NoSuchProcess):
                process.kill()
        server.wait()


def said(environ: dict[str, str]) -> Path:
    """What the server wrote."""
    return Path(environ["HUIYIN_HOME"]) / "log"
