"""Processes that empty the supervision mailbox and are killed at a point of their second mail.

Lines of standard input and output as of `tests/jobs/mailbox/dying_process.py`.
"""

import json
import os
import signal
import sys
import traceback
from typing import Any

from flask import Flask
from sqlalchemy.orm import configure_mappers

from assembly import assemble
from jobs.hotline_mail import fetch
from jobs.hotline_mail.folder import EmptiedFolder
from models.clock import now
from models.rulebook.public_days import public_days
from tests.moments import MONDAY
from web.config import Config

POINTS = ("before it is committed", "before it is deleted", "before it is expunged", "before that is noted")


class Dying:
    """Counts how often a point is reached; the second time the process dies, as a power cut does."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        self.reached: dict[str, int] = {}

    def at(self, point: str) -> None:
        self.reached[point] = self.reached.get(point, 0) + 1
        if point == self.wanted and self.reached[point] == 2:
            os.kill(os.getpid(), signal.SIGKILL)


class Client:
    """The conversation with the server, which dies before it expunges."""

    def __init__(self, client: Any, dying: Dying) -> None:
        self._client, self._dying = client, dying

    def __getattr__(self, name: str) -> Any:
        if name == "uid_expunge":
            self._dying.at(POINTS[2])
        return getattr(self._client, name)


def visit(app: Flask, point: str) -> None:
    """One visit to the mailbox."""
    dying = Dying(point)
    committed = fetch.stay_at_mailbox

    class DyingFolder(EmptiedFolder):
        def _connect(self) -> None:
            super()._connect()
            self._client = Client(self._client, dying)

        def delete(self, uid: int) -> None:
            dying.at(POINTS[1])
            super().delete(uid)
            dying.at(POINTS[3])

    def about_to_commit(*given: Any, **named: Any) -> None:
        committed(*given, **named)
        dying.at(POINTS[0])

    fetch.stay_at_mailbox = about_to_commit
    fetch.EmptiedFolder = DyingFolder  # type: ignore[misc]  # in this process alone
    with app.app_context():
        fetch.fetch(now())


def main() -> None:
    """The application once, and a child for each line."""
    app = assemble(Config(**json.loads(sys.stdin.readline())))
    configure_mappers()
    public_days(MONDAY.year)  # loads the library, which each child would do again
    for line in sys.stdin:
        url, point = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                app.config["HUIYIN"] = app.config["HUIYIN"].with_changes(hotline_mailbox_url=url)
                visit(app, point)
            except Exception:
                traceback.print_exc()
            os._exit(1)  # it was to be killed before
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
