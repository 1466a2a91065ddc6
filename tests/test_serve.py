"""The server as people start it: it answers, says when it cannot, and stops cleanly."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.cast import furnish
from tests.servers import databases
from tests.servers.served import answer, free_port, said, served, workers
from web.config import ROOT

pytestmark = pytest.mark.real_clock


@pytest.fixture
def environ(tmp_path: Path, worker: str) -> Iterator[dict[str, str]]:
    """An installation with a database of its own, on a free port."""
    port = str(free_port())
    name = f"served_{worker}"
    database = databases.clone("sqlite", name, furnish)
    ours = {"HOME": str(tmp_path), "PORT": port, "WORKERS": "2", "DATABASE_URL": database}
    yield {**os.environ, **{f"HUIYIN_{key}": value for key, value in ours.items()}}
    databases.drop("sqlite", name)


WATCH = """
import os, sys, threading
def note():
    with open({log!r}, "a") as log:
        print(*(each.name for each in threading.enumerate()), sep=",", file=log)
os.register_at_fork(before=note)
"""
"""Run before anything else: writes down which threads there are whenever a process is copied."""


def test_no_thread_of_ours_runs_while_workers_are_made(environ: dict[str, str], tmp_path: Path) -> None:
    """A worker would inherit the locks that such a thread holds, and some of its requests wait for ever."""
    log = tmp_path / "forks"
    (tmp_path / "sitecustomize.py").write_text(WATCH.format(log=str(log)))
    with served(environ | {"PYTHONPATH": str(tmp_path)}):
        forks = log.read_text().splitlines()
    assert len(forks) >= 2
    assert not [threads for threads in forks if "_tell" in threads]


def test_it_answers_and_stops_at_ctrl_c(environ: dict[str, str]) -> None:
    with served(environ) as server:
        assert answer(environ, "/portal/login") == (200, "text/html; charset=utf-8")
        there = workers(server)
        assert len(there) == 2
        os.killpg(server.pid, signal.SIGINT)  # what a terminal does
        assert server.wait() == 0, said(environ).read_text()
        assert said(environ).read_text() == ""
        assert not any(process.is_running() for process in there)


def test_workers_do_not_outlive_it(environ: dict[str, str]) -> None:
    """A server that is killed leaves nobody behind who holds the port."""
    with served(environ) as server:
        there = workers(server)
        server.kill()
        gone, _ = psutil.wait_procs(there)
        assert len(gone) == len(there) == 2


def test_a_port_that_is_taken_is_said_in_plain_words(environ: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environ["HUIYIN_PORT"])))
        taken.listen()
        command = [sys.executable, "-m", "tools.serve"]
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"127.0.0.1:{environ['HUIYIN_PORT']} cannot be listened on: Address already in use.",
        "Choose another with HOST and PORT, such as: make run PORT=9000",
    ]
