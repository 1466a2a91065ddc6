"""Asking the mailbox: fetch, keep, commit; look into, commit; put away, commit (V-04).

A process may die at any point. What was not kept is still on the server; what was kept and not looked
into is found by its row; what was looked into and not put away is known by its number, and after a new
numbering by its bytes. So nothing is lost and nothing is taken in twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import current_app

from jobs.job import Tally, describe, each_apart, log, running, stopping, write
from jobs.mailbox import handle
from jobs.mailbox.errors import MailboxError
from jobs.mailbox.imap import ImapFolder
from jobs.mailbox.postbox import Postbox
from models.db import db
from models.mailbox import actions, queries
from models.mailbox.actions import Office
from models.mailbox.tables import MailboxAccount, MailboxMessage
from models.mailbox.words import Fate
from models.rulebook.queries import rules_at
from web.config import Config
from web.mail_room import office

BATCH = 200
UNSETTLED = (Fate.WAITING, Fate.FAILED)


def fetch(now: datetime) -> Tally:
    """What a crash left behind, then the mailbox, when it is due."""
    room = office()
    left = queries.unprocessed()
    done = each_apart(left, lambda each: _settled(each, room, now), name="mailbox")
    return done + ask(now)


def ask(now: datetime, *, at_once: bool = False, seen: list[int] | None = None) -> Tally:
    """Asks the mailbox of the configuration, if there is one and nobody else is at it.

    `at_once` does not wait until it is due. The ids of the messages taken in are added to `seen`.
    """
    config: Config = current_app.config["HUIYIN"]
    if config.mailbox_url is None:
        return Tally()
    name = config.mailbox_url.name
    account = write(lambda: actions.claim_account(name, now=now, at_once=at_once))
    if account is None:
        return Tally()
    visit = Visit(account.id, office(), running(now), seen if seen is not None else [])
    try:
        with ImapFolder(config.mailbox_url) as folder:
            tally, more = visit.take_all(folder)
    except MailboxError as problem:
        log.error("the mailbox cannot be asked: %s", problem)
        visit.end(error=str(problem))
        return Tally(done=len(visit.taken), failed=1, error=str(problem))
    visit.end(more=more, error=tally.error)
    return tally


def _settled(message_id: int, room: Office, now: datetime) -> bool:
    return handle.settle(message_id, office=room, now=now) is not Fate.WAITING


@dataclass
class Visit:
    """One visit to a mailbox. `taken` are the ids of the messages that became something on it."""

    account_id: int
    office: Office
    now: Callable[[], datetime]
    taken: list[int] = field(default_factory=list)

    def take_all(self, box: Postbox) -> tuple[Tally, bool]:
        """Takes in what waits there, at most BATCH messages; and whether more is waiting.

        What was put away and lies there still (on a server that lets us change nothing) is passed over.
        A message that makes us fail is left where it is, and tried again on the next visit.
        """
        there = box.waiting()
        write(lambda: actions.numbering(self._account(), box.uidvalidity))
        known = queries.copies(self._account(), there)
        db.session.commit()
        waiting = [uid for uid in there if uid not in known or not known[uid].filed]
        failed, error = 0, ""
        for uid in waiting[:BATCH]:
            if stopping():
                break
            try:
                self._take(uid, known[uid].message_id if uid in known else None, box)
            except MailboxError:
                raise
            except Exception as problem:
                db.session.rollback()
                failed += 1
                error = f"{uid}: {describe(problem)}"
                log.exception("mailbox failed on message %s", uid)
            finally:
                db.session.expunge_all()
        return Tally(len(self.taken), failed, error), len(waiting) > BATCH and not failed

    def end(self, *, error: str = "", more: bool = False) -> None:
        """Says when the mailbox is due again."""
        now = self.now()
        every = timedelta(minutes=rules_at(now).mailbox.poll_minutes)
        write(lambda: actions.settle_account(self._account(), every=every, error=error, more=more, now=now))

    def _take(self, uid: int, message_id: int | None, box: Postbox) -> None:
        if message_id is None:
            message_id = self._kept(uid, box)
        if message_id is None:
            return
        before = self._fate(message_id)
        fate = handle.settle(message_id, office=self.office, now=self.now())
        if before is Fate.WAITING and fate is not Fate.WAITING:
            self.taken.append(message_id)
        if fate not in UNSETTLED:
            box.put_away(uid, fate)
            write(lambda: actions.filed(self._account(), uid, now=self.now()))

    def _kept(self, uid: int, box: Postbox) -> int | None:
        """Fetches a message and keeps it, with its number on the server; None when it is gone or empty."""
        fetched = box.fetch(uid, most=rules_at(self.now()).mailbox.message_bytes)
        if fetched is None:
            return None
        if not fetched.content:
            box.put_away(uid, Fate.IGNORED)
            return None

        def note(message: MailboxMessage) -> None:
            account = self._account()
            actions.note_copy(account, uid, message)
            actions.stay(account, now=self.now())

        return handle.keep(
            fetched.content,
            arrived_at=fetched.arrived_at,
            cut=fetched.cut,
            office=self.office,
            noting=note,
            now=self.now(),
        )

    def _fate(self, message_id: int) -> Fate:
        return db.session.get_one(MailboxMessage, message_id).fate

    def _account(self) -> MailboxAccount:
        return db.session.get_one(MailboxAccount, self.account_id)
