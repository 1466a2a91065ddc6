"""Asking the supervision mailbox: fetch, seal and commit, delete there (W-01).

A process may die at any point. What was not sealed is still on the server; of the one that was sealed and
not yet deleted a mark is kept, by which it is known again. So nothing is lost and nothing is sealed twice.
Nothing here tells in a log, a row or a count that a mail came: a run is noted only where something failed.
"""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from flask import current_app

from jobs.hotline_mail.folder import EmptiedFolder
from jobs.hotline_mail.letter import Letter, in_one_piece, letter
from jobs.job import Tally, log, running, stopping, write
from jobs.mailbox.errors import MailboxError
from jobs.mailbox.postbox import Fetched
from models.db import db
from models.errors import Busy
from models.hotline.actions.mailbox import claim_mailbox, release_mailbox, remember_sealed, stay_at_mailbox
from models.hotline.actions.submit import submit
from models.hotline.queries.mailbox import sealed_mark
from models.mailbox.rules.parse import parse
from models.rulebook.queries import hotline_at, rules_at
from web.config import Config
from web.hotline import vault
from web.reporting.files import attach
from web.security import MEGABYTE

BATCH = 50
"""So many mails at most on one visit."""


def fetch(now: datetime) -> Tally:
    """Empties the supervision mailbox of the configuration, if there is one and nobody else is at it."""
    config: Config = current_app.config["HUIYIN"]
    given = config.hotline_mailbox_url
    if given is None or not write(lambda: claim_mailbox(given.name, now=now)):
        return Tally()
    visit = Visit(given.name, now)
    try:
        with EmptiedFolder(given) as folder:
            return visit.take_all(folder)
    except MailboxError as problem:
        db.session.rollback()
        log.error("the supervision mailbox cannot be emptied: %s", problem)
        return Tally(failed=1, error=str(problem))
    finally:
        write(lambda: release_mailbox(given.name))


@dataclass
class Visit:
    """One visit to the mailbox."""

    mailbox: str
    started: datetime
    _done: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.now = running(self.started)

    def take_all(self, box: EmptiedFolder) -> Tally:
        """Seals and deletes what lies there, at most BATCH mails. One that fails is left, and tried again."""
        self._finish(box)
        taken, failed, error = 0, 0, ""
        for uid in box.waiting():
            if stopping() or taken == BATCH:
                break
            try:
                self._take(uid, box)
                taken += 1
            except MailboxError:
                raise
            except Busy:
                break
            except Exception as problem:
                failed += 1
                error = f"a mail stays in the supervision mailbox: {type(problem).__name__}"
                log.error("%s", error)  # its text, or a traceback, might tell what the mail says
            finally:
                db.session.rollback()
                db.session.expunge_all()
        return Tally(failed=failed, error=error)

    def _finish(self, box: EmptiedFolder) -> None:
        """Deletes what an earlier visit sealed and did not come to delete."""
        sealed = sealed_mark(self.mailbox)
        db.session.commit()
        if sealed is None:
            return
        for uid in box.waiting():
            fetched = self._fetched(uid, box)
            if fetched is not None and self._mark(fetched) == sealed:
                box.delete(uid)
        write(lambda: remember_sealed(self.mailbox, None))

    def _take(self, uid: int, box: EmptiedFolder) -> None:
        fetched = self._fetched(uid, box)
        if fetched is None:
            return
        mark = self._mark(fetched)
        if fetched.content and mark not in self._done:
            self._seal(self._letter(uid, fetched, box), mark)
            self._done.add(mark)
        box.delete(uid)
        write(lambda: remember_sealed(self.mailbox, None))

    def _seal(self, mail: Letter, mark: bytes) -> None:
        now = self.now()

        def sealed() -> None:
            receipt = submit(mail.draft, vault=vault(), now=now)
            attach(receipt.access, mail.files, now=now)
            remember_sealed(self.mailbox, mark)
            stay_at_mailbox(self.mailbox, now=now)

        write(sealed)

    def _letter(self, uid: int, fetched: Fetched, box: EmptiedFolder) -> Letter:
        rules = hotline_at(self.now())
        found = parse(fetched.content)
        whole = not fetched.cut and in_one_piece(found, most_files=rules.most_files * 3)
        made = letter(
            found, body=None if whole else box.body(uid), most_bytes=rules.file_megabytes * MEGABYTE
        )
        db.session.commit()
        return made

    def _fetched(self, uid: int, box: EmptiedFolder) -> Fetched | None:
        most = rules_at(self.now()).mailbox.message_bytes
        db.session.commit()
        return box.fetch(uid, most=most)

    def _mark(self, fetched: Fetched) -> bytes:
        """Stands for a mail, and tells nothing of it without the installation's pepper."""
        return vault(only_reading=True).mark("mail", sha256(fetched.content).hexdigest())
