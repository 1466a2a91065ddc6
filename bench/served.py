"""Huiyin and a bare view, each on a server of its own set up alike, for as long as a block lasts."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from web.config import ROOT

PATIENCE = 120  # seconds until a server has to answer


@contextmanager
def huiyin(home: Path, database: str, workers: int) -> Iterator[int]:
    """The whole application on a database, without its clock; the port."""
    port = _free_port()
    ours = {
        "HOME": str(home),
        "DATABASE_URL": database,
        "PORT": str(port),
        "WORKERS": str(workers),
        "CLOCK": "off",
    }
    environ = {**os.environ, **{f"HUIYIN_{name}": value for name, value in ours.items()}}
    with _running([sys.executable, "-m", "tools.serve"], environ, f"http://127.0.0.1:{port}/readyz"):
        yield port


@contextmanager
def bare(workers: int, **environ: str) -> Iterator[int]:
    """The views of `bench.bare`; the port. `environ` as it is told there."""
    port = _free_port()
    command = [sys.executable, "-m", "bench.bare", str(port), str(workers)]
    with _running(command, os.environ | environ, f"http://127.0.0.1:{port}/"):
        yield port


@contextmanager
def _running(command: list[str], environ: dict[str, str], address: str) -> Iterator[None]:
    server = subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True)  # noqa: S603 (our own)
    try:
        _wait(server, address)
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _wait(server: "subprocess.Popen[bytes]", address: str) -> None:
    for _ in range(PATIENCE * 10):
        with suppress(OSError), urlopen(address, timeout=10) as answer:  # noqa: S310 (our own)
            if answer.status == 200:
                return
        assert server.poll() is None, "the server ended"
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
