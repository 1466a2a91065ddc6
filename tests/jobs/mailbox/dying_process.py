"""A process that asks the mailbox and is killed at a point of its second message.

Reads from standard input one line of JSON: the configuration, and the point.
"""

import json
import os
import signal
import sys
from typing import Any

from assembly import assemble
from jobs.mailbox.fetch import Visit
from jobs.mailbox.imap import ImapFolder
from jobs.mailbox.postbox import Fetched
from models.clock import now
from models.db import db, writing
from models.files.storage import FolderStore
from models.mailbox.actions import Office, claim_account
from models.mailbox.words import Fate
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


def main() -> None:
    """One visit to the mailbox."""
    given = json.loads(sys.stdin.readline())
    config, point = Config(**given["config"]), given["point"]
    assert config.mailbox_url is not None
    with assemble(config).app_context():
        room, store = office(), DyingStore(Home(config.home).files)
        store.point = point
        with writing():
            account = claim_account(config.mailbox_url.name, now=now())
            assert account is not None
            db.session.commit()
        with DyingFolder(config.mailbox_url) as folder:
            folder.point = point
            visit = Visit(account.id, Office(room.ours, room.signer, store), now)
            visit.take_all(folder)


if __name__ == "__main__":
    main()
