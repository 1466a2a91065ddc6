"""Processes that ask the mailbox and are killed at a point of their second message.

The first line of standard input is the configuration, each further one a mailbox and a point, all in JSON.
For each of these a child is made, which has nothing open yet; how it ended is a line of standard output.
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
from jobs.mailbox.fetch import Visit
from jobs.mailbox.imap import ImapFolder
from jobs.mailbox.postbox import Fetched
from models.clock import now
from models.db import db, writing
from models.files.storage import FolderStore
from models.mailbox.actions import Office, claim_account
from models.mailbox.words import Fate
from models.rulebook.public_days import public_days
from tests.moments import MONDAY
from web.config import Config
from web.home import Home
from web.mail_room import office

POINTS = (
    "before it is fetched",
    "before it is kept",
    "before it is looked into",
    "before it is put away",
    "before that is noted",
)


def die() -> None:
    """As a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


class DyingFolder(ImapFolder):
    """The server's folder."""

    point = ""
    fetched = filed = 0

    def fetch(self, uid: int, *, most: int) -> Fetched | None:
        self.fetched += 1
        if self.fetched == 2 and self.point == POINTS[0]:
            die()
        found = super().fetch(uid, most=most)
        if self.fetched == 2 and self.point == POINTS[1]:
            die()
        return found

    def put_away(self, uid: int, fate: Fate) -> None:
        self.filed += 1
        if self.filed == 2 and self.point == POINTS[3]:
            die()
        super().put_away(uid, fate)
        if self.filed == 2 and self.point == POINTS[4]:
            die()


class DyingStore(FolderStore):
    """The store of files, which is opened to look into a message that was kept."""

    point = ""
    opened = 0

    def open(self, key: str) -> Any:
        self.opened += 1
        if self.opened == 2 and self.point == POINTS[2]:
            die()
        return super().open(key)


def visit(app: Flask, point: str) -> None:
    """One visit to the mailbox."""
    config: Config = app.config["HUIYIN"]
    assert config.mailbox_url is not None
    with app.app_context():
        room, store = office(), DyingStore(Home(config.home).files)
        store.point = point
        with writing():
            account = claim_account(config.mailbox_url.name, now=now())
            assert account is not None
            db.session.commit()
        with DyingFolder(config.mailbox_url) as folder:
            folder.point = point
            Visit(account.id, Office(room.ours, room.signer, store), now).take_all(folder)


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
                app.config["HUIYIN"] = app.config["HUIYIN"].with_changes(mailbox_url=url)
                visit(app, point)
            except Exception:
                traceback.print_exc()
            os._exit(1)  # it was to be killed before
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
