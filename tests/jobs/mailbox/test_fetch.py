"""V-04: mail is fetched from a real IMAP server, made into cases, and put away there."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.mailbox.fetch import Visit
from jobs.mailbox.imap import KEYWORD, ImapFolder
from jobs.mailbox.postbox import Fetched
from models.cases.tables import Case
from models.db import db, writing
from models.ids import random_code
from models.mailbox.actions import claim_account
from models.mailbox.tables import MailboxAccount, MailboxCopy, MailboxMessage
from models.mailbox.words import Fate, Reason
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.jobs.mailbox.conftest import Account, Ask
from tests.mails import machines
from tests.mails.letters import mail, raw
from tests.moments import MONDAY
from tests.servers.imap import PASSWORD, serving
from tests.servers.run import run_folder
from web.mail_room import office

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LONG_PAST = datetime(2024, 1, 10, 2, 0, tzinfo=UTC)
"""The server takes no moment to come for one at which a mail arrived."""


def fates(session: Session) -> list[Fate]:
    return list(session.scalars(select(MailboxMessage.fate).order_by(MailboxMessage.id)))


def cases(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Case)) or 0


def test_mails_become_cases_and_are_filed_by_type(account: Account, ask: Ask, session: Session) -> None:
    """V-04: each once, with the moment at which it came into the mailbox."""
    arrived = LONG_PAST
    account.deliver(mail(subject="one"), machines.out_of_office(subject="Automatic reply"), at=arrived)
    account.deliver(
        machines.bounce("x@y"), raw("From: service@yunfan.example", "Subject: ours", body="x"), at=arrived
    )
    tally = ask()
    assert (tally.done, tally.failed) == (4, 0)
    assert fates(session) == [Fate.CASE, Fate.AUTO_REPLY, Fate.BOUNCE, Fate.IGNORED]
    assert session.scalars(select(Case.received_at)).all() == [arrived]
    assert account.lying() == []
    assert account.lying("Huiyin/Cases") == [b"Subject: one"]
    assert account.lying("Huiyin/Automatic") == [
        b"Subject: Automatic reply",
        b"Subject: Undelivered Mail Returned to Sender",
    ]
    assert account.lying("Huiyin/Other") == [b"Subject: ours"]
    assert session.scalar(select(func.count()).where(MailboxCopy.filed_at.is_(None))) == 0


def test_it_is_asked_as_often_as_the_rulebook_says(account: Account, ask: Ask, session: Session) -> None:
    """V-04, RB-01."""
    every = timedelta(minutes=rules_at(MONDAY).mailbox.poll_minutes)
    ask()
    account.deliver(mail())
    assert ask(MONDAY + every - MINUTE).done == 0
    assert ask(MONDAY + every + MINUTE).done == 1
    found = session.scalars(select(MailboxAccount)).one()
    assert (found.claimed_until, found.last_error) == (None, "")


def test_marking_without_filing(
    account: Account, ask: Ask, session: Session, configured: Callable[..., None]
) -> None:
    """V-04: with filing=0 mail stays where it lies, and is taken in once all the same."""
    configured(mailbox_url=account.url(options="?filing=0"))
    account.deliver(mail(subject="one"))
    assert [ask(MONDAY + n * HOUR).done for n in range(3)] == [1, 0, 0]
    with account.server.visit(account.user) as client:
        assert client.search(["KEYWORD", KEYWORD, "SEEN"]) == [1]


def test_what_came_before_a_day_is_left_alone(
    account: Account, ask: Ask, session: Session, configured: Callable[..., None]
) -> None:
    """V-04: a mailbox may hold years when it is asked for the first time."""
    configured(mailbox_url=account.url(options="?since=2024-06-01"))
    account.deliver(mail(subject="old"), at=LONG_PAST)
    account.deliver(mail(subject="new"), at=LONG_PAST + timedelta(days=200))
    assert ask().done == 1
    assert account.lying() == [b"Subject: old"]


def test_mail_that_people_have_read_is_taken_in_too(account: Account, ask: Ask, session: Session) -> None:
    """V-04: somebody who looks into the mailbox makes nothing disappear."""
    account.deliver(mail())
    with account.server.visit(account.user) as client:
        client.add_flags([1], [b"\\Seen", b"\\Flagged"])
    assert ask().done == 1


def test_a_new_numbering_takes_nothing_in_twice(
    account: Account, ask: Ask, session: Session, configured: Callable[..., None]
) -> None:
    """V-04: UIDVALIDITY changes when a folder is made anew; the bytes are known."""
    configured(mailbox_url=account.url("投诉", options="?filing=0"))
    letters = mail(subject="one"), mail(subject="two", message_id="")
    account.deliver(*letters, folder="投诉")
    ask()
    before = session.scalars(select(MailboxAccount.uidvalidity)).one()
    with account.server.visit(account.user) as client:
        client.delete_folder("投诉")
    (account.server.folder / "mail" / account.user / "dovecot-uidvalidity").unlink(missing_ok=True)
    account.deliver(*letters, mail(subject="three"), folder="投诉")
    with account.server.visit(account.user, "投诉") as client:
        assert client.select_folder("投诉")[b"UIDVALIDITY"] != before
    assert ask(MONDAY + 2 * HOUR).done == 1
    assert cases(session) == 3


def test_a_message_that_lies_there_twice_is_one(account: Account, ask: Ask, session: Session) -> None:
    """V-04: both copies are put away."""
    content = mail(subject="twice")
    account.deliver(content, content)
    assert ask().done == 1
    assert (cases(session), account.lying()) == (1, [])


def test_of_a_huge_message_the_beginning_is_fetched(
    account: Account, ask: Ask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V-04: it becomes a case that says so; the whole of it stays in the mailbox."""
    most = rules_at(MONDAY).mailbox.message_bytes
    account.deliver(raw("From: a@b.example", "Subject: huge", body=b"x" * 70 + b"\r\n" + b"y" * most))
    assert ask().done == 1
    found = session.scalars(select(MailboxMessage)).one()
    assert (found.cut, found.fate, found.reason) == (True, Fate.CASE, Reason.TOO_LARGE)
    assert account.lying("Huiyin/Cases") == [b"Subject: huge"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"password": "wrong"}, "the login was refused"),
        ({"folder": "No such folder"}, "No such folder"),
    ],
)
def test_a_server_that_does_not_let_us_in(
    account: Account,
    ask: Ask,
    session: Session,
    configured: Callable[..., None],
    caplog: pytest.LogCaptureFixture,
    given: dict[str, str],
    said: str,
) -> None:
    """V-04, X-03: one line without the password; soon tried again, and nothing is lost."""
    caplog.set_level(logging.DEBUG)
    configured(mailbox_url=account.url(**given))
    account.deliver(mail())
    tally = ask()
    found = session.scalars(select(MailboxAccount)).one()
    assert (tally.failed, tally.error) == (1, found.last_error)
    assert said in found.last_error
    assert found.next_fetch_at <= MONDAY + timedelta(minutes=6)
    assert PASSWORD not in caplog.text + found.name
    configured(mailbox_url=account.url())
    assert ask(MONDAY + timedelta(minutes=10)).done == 1


def test_a_server_that_is_not_there(
    account: Account, ask: Ask, session: Session, configured: Callable[..., None]
) -> None:
    """V-04."""
    configured(mailbox_url="imap://user:secret@127.0.0.1:9/INBOX")
    assert "127.0.0.1:9" in ask().error


def test_only_one_process_asks_at_a_time(account: Account, ask: Ask, app: Flask, session: Session) -> None:
    """V-04: and one that died loses its turn after a while."""
    ask()
    account.deliver(mail())
    found = session.scalars(select(MailboxAccount)).one()
    found.claimed_until = MONDAY + 2 * HOUR
    assert ask(MONDAY + HOUR + MINUTE).done == 0
    assert ask(MONDAY + 2 * HOUR + MINUTE).done == 1


def test_without_a_mailbox_nothing_is_asked(
    app: Flask, session: Session, cast: Cast, ask: Ask, configured: Callable[..., None]
) -> None:
    """V-04."""
    configured(mailbox_url=None)
    assert (ask().done, ask().failed) == (0, 0)


@pytest.mark.parametrize(
    ("options", "folder"),
    [
        ({"prefix": "INBOX."}, "INBOX.Huiyin.Cases"),
        ({"capability": "IMAP4rev1 UIDPLUS NAMESPACE LITERAL+ ID"}, "Huiyin/Cases"),
        ({"capability": "IMAP4rev1"}, "Huiyin/Cases"),
    ],
    ids=["folders below INBOX", "without MOVE", "with nothing at all"],
)
def test_other_servers(
    ask: Ask,
    session: Session,
    configured: Callable[..., None],
    options: dict[str, str],
    folder: str,
) -> None:
    """V-04: as Courier and older ones are."""
    with serving(reachable() / "server", **options) as server:
        account = Account(server)
        configured(mailbox_url=account.url())
        account.deliver(mail(subject="one"))
        assert ask().done == 1
        assert (account.lying(), account.lying(folder)) == ([], [b"Subject: one"])
        assert ask(MONDAY + 2 * HOUR).done == 0


def test_encryption(
    ask: Ask,
    session: Session,
    configured: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """V-04: imaps and STARTTLS, with a certificate that is trusted, or not at all."""
    with serving(reachable() / "server", tls=True) as server:
        account = Account(server)
        over_tls = (
            account.url().replace("imap://", "imaps://").replace(str(server.port), str(server.tls_port))
        )
        configured(mailbox_url=over_tls.replace("127.0.0.1", "localhost"))
        assert "certificate verify failed" in ask().error
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        account.deliver(mail(subject="one"))
        assert ask(MONDAY + HOUR).done == 1
        configured(mailbox_url=account.url(options="?starttls=1"))
        account.deliver(mail(subject="two"))
        assert ask(MONDAY + 3 * HOUR).done == 1


def reachable() -> Path:
    """A folder that the server's user can get at."""
    folder = run_folder() / f"imap-{random_code(12)}"
    folder.mkdir()
    folder.chmod(0o755)
    return folder


class FixedFolder(ImapFolder):
    """A folder of which a server lets us change nothing, not even a mark."""

    kept = 0

    def waiting(self) -> list[int]:
        self._filing = self._keywords = False
        return super().waiting()

    def fetch(self, uid: int, *, most: int) -> Fetched | None:
        self.kept += 1
        return super().fetch(uid, most=most)

    def _mark(self, uid: int) -> None:
        """As when the server refuses it."""


def test_a_server_that_lets_us_change_nothing(
    account: Account,
    ask: Ask,
    app: Flask,
    session: Session,
    configured: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """V-04: each message is fetched once, and old ones do not stand in the way of new ones."""
    monkeypatch.setattr("jobs.mailbox.fetch.BATCH", 2)
    account.deliver(*(mail(subject=f"{n}") for n in range(3)))
    taken, config = [], app.config["HUIYIN"].mailbox_url
    with app.app_context():
        for n in range(3):
            with writing():
                found = claim_account(config.name, now=MONDAY + n * HOUR)
                assert found is not None
                db.session.commit()
            visit = Visit(found.id, office(), lambda: MONDAY)
            with FixedFolder(config) as folder:
                _, more = visit.take_all(folder)
            taken.append((folder.kept, more))
            visit.end()
    session.rollback()
    assert taken == [(2, True), (1, False), (0, False)]
    assert cases(session) == 3
