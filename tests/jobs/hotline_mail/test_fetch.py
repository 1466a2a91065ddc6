"""W-01: mail to the supervision mailbox is sealed as a report, then deleted on a real IMAP server."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.hotline_mail.folder import EmptiedFolder
from jobs.mailbox.errors import MailboxError
from models.files.storage import FolderStore
from models.hotline.queries.opening import open_as_reader
from models.hotline.queries.reading import Thread, read, read_file
from models.hotline.rules.access import Access
from models.hotline.rules.mail import ATTACHED, WORDLESS
from models.hotline.tables import HotlineMailbox, HotlineReport
from models.hotline.words import EntryKind, ReportKind
from models.jobs.tables import JobRun
from models.mailbox.tables import MailboxAccount, MailboxMessage
from models.outbox.tables import OutboxMessage
from models.rulebook.queries import hotline_at, rules_at
from tests.cast import Cast
from tests.client import Client
from tests.jobs.hotline_mail.conftest import Empty
from tests.jobs.mailbox.conftest import Account
from tests.jobs.mailbox.test_fetch import reachable
from tests.mails.letters import mail, raw
from tests.markup import region
from tests.models.cleaning.making import photo, told
from tests.models.hotline.making import Desk, desk, holder
from tests.moments import MONDAY
from tests.portal.hotline.desk import unlock
from tests.portal.hotline.test_traces import dumped, written
from tests.servers.imap import PASSWORD, serving
from web.config import Config
from web.home import Home

MINUTE = timedelta(minutes=1)
SAID = "三号仓库的台账换过一本，少了十一页 redenvelope"
SUBJECT = "关于台账的情况甲乙丙"
SENDER = "informer.xyzzy@elsewhere.example"
TRACES = (SAID, "redenvelope", SUBJECT, SENDER, "匿名的老员工", "账页丁戊己.jpg")


def report(**changes: object) -> bytes:
    values: dict[str, object] = {"subject": SUBJECT, "sender": f"匿名的老员工 <{SENDER}>"}
    return mail(SAID, **(values | changes))  # type: ignore[arg-type]


def reports(session: Session) -> list[HotlineReport]:
    return list(session.scalars(select(HotlineReport).order_by(HotlineReport.received_on)))


def opened(found: HotlineReport, people: Desk) -> tuple[Access, Thread]:
    """The report as the first of its readers has it."""
    for person in people:
        access = open_as_reader(found, holder(person), now=MONDAY)
        if access is not None:
            return access, read(access)
    raise AssertionError("nobody reads it")


def text_of(found: HotlineReport, people: Desk) -> str:
    return opened(found, people)[1].of(EntryKind.REPORT)[0].content.text


def store_of(app: Flask) -> FolderStore:
    config: Config = app.config["HUIYIN"]
    return FolderStore(Home(config.home).files)


def test_w01_a_mail_is_sealed_and_deleted(
    app: Flask, session: Session, cast: Cast, account: Account, empty: Empty
) -> None:
    """Its words to the readers, its sender apart (W-07), its photograph cleaned (W-02), no headers."""
    people = desk(cast)
    account.deliver(report(files=(("账页丁戊己.jpg", "image/jpeg", photo()),), X_Mailer="Foxmail 7"))
    assert empty() == empty()
    (found,) = reports(session)
    access, thread = opened(found, people)
    (entry,) = thread.of(EntryKind.REPORT)
    assert entry.content.text == f"{SUBJECT}\n\n{SAID}"
    data = entry.content.data
    assert (data["source"], data["kind"], data["named"]) == ("mailbox", ReportKind.OTHER, True)
    assert not any(trace in str(entry.content) for trace in (SENDER, "匿名的老员工", "Foxmail"))
    (file,) = thread.files
    assert (file.facts.name, file.facts.cleaned) == ("账页丁戊己.jpg", True)
    _facts, pieces = read_file(access, file.id, store_of(app))
    assert told(b"".join(pieces)) == []
    with account.server.visit(account.user) as client:
        assert client.search("ALL") == []
    assert session.scalars(select(HotlineMailbox.sealed)).all() == [None]


def test_w01_w02_nothing_of_it_is_anywhere_else(
    app: Flask,
    session: Session,
    cast: Cast,
    account: Account,
    empty: Empty,
    database: str,
    database_kind: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No word in a dump or a log; no row of the customers' mailbox, no letter, no run that counts it."""
    desk(cast)
    account.deliver(report(files=(("账页丁戊己.jpg", "image/jpeg", photo()),)))
    with caplog.at_level(logging.DEBUG):
        tally = empty()
    assert (tally.done, tally.failed, tally.error) == (0, 0, "")
    assert len(reports(session)) == 1
    for table in (MailboxMessage, MailboxAccount, OutboxMessage, JobRun):
        assert session.scalar(select(func.count()).select_from(table)) == 0
    for name, content in dumped(app, session, database_kind):
        for trace in TRACES:
            assert not [form for form in written(trace) if form in content], (name, trace)
    assert not [trace for trace in (*TRACES, PASSWORD) if trace in caplog.text]


def test_w04_who_is_named_in_a_mail_does_not_get_it(
    session: Session, cast: Cast, account: Account, empty: Empty
) -> None:
    """By name in the text, by name with a space in the subject, by number, and in a file's name."""
    people = desk(cast)
    one, two, three, four = people
    account.deliver(
        report(subject=f"{one.name} 和 {two.name[:1]} {two.name[1:]}"),
        mail(f"找 {three.number} 谈过", subject="x", files=((f"{four.name}.txt", "text/plain", b"x"),)),
    )
    assert empty().failed == 0
    shut_out = []
    for found in reports(session):
        able = [open_as_reader(found, holder(person), now=MONDAY) is not None for person in people]
        shut_out.append([person.id for person, reads in zip(people, able, strict=True) if not reads])
    assert sorted(shut_out) == sorted([[one.id, two.id], [three.id, four.id]])


def test_w04_what_nobody_may_read_stays_where_it_is(
    session: Session, cast: Cast, account: Account, empty: Empty, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says that a mail stays, and nothing of it; others are sealed."""
    people = desk(cast)
    everybody = "、".join(person.name for person in people)
    account.deliver(report(subject=everybody), report(subject="另一件"))
    tally = empty()
    assert (tally.done, tally.failed) == (0, 1)
    assert tally.error == "a mail stays in the supervision mailbox: Invalid"
    assert [text_of(found, people).partition("\n")[0] for found in reports(session)] == ["另一件"]
    assert len(account.lying()) == 1
    assert not [name for name in (*TRACES, *everybody.split("、")) if name in caplog.text]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (mail("", subject=""), WORDLESS),
        (raw("From: a@b.example", "Content-Type: multipart/mixed; boundary=x", body="--x\r\n\xff\xfe"), ""),
        (b"\x00\xff no mail at all", ""),
    ],
    ids=["no words", "damaged", "noise"],
)
def test_w01_bad_mails_are_sealed_too(
    session: Session, cast: Cast, account: Account, empty: Empty, content: bytes, said: str
) -> None:
    people = desk(cast)
    account.deliver(content, report())
    assert empty().failed == 0
    found = [text_of(each, people) for each in reports(session)]
    assert f"{SUBJECT}\n\n{SAID}" in found
    assert len(found) == 2
    assert said in found or not said
    assert account.lying() == []


def test_w01_a_huge_mail_is_attached_whole_in_pieces(
    app: Flask, session: Session, cast: Cast, account: Account, empty: Empty
) -> None:
    """Beyond what is taken apart: the beginning can be read, and all below the headers is in the files."""
    people = desk(cast)
    most = rules_at(MONDAY).mailbox.message_bytes
    line = b"y" * 998 + b"\r\n"
    body = SAID.encode() + b"\r\n" + line * (most // len(line) + 1)
    account.deliver(raw(f"From: {SENDER}", f"Subject: {SUBJECT}", body=body))
    assert empty().failed == 0
    (found,) = reports(session)
    access, thread = opened(found, people)
    text = thread.of(EntryKind.REPORT)[0].content.text
    assert text.endswith(ATTACHED)
    assert SENDER not in text
    parts = [file for file in thread.files if file.facts.name.startswith("mail-body.")]
    assert [file.facts.name for file in parts] == ["mail-body.001", "mail-body.002"]
    store = store_of(app)
    whole = b"".join(b"".join(read_file(access, file.id, store)[1]) for file in parts)
    assert whole == body
    assert hotline_at(MONDAY).file_megabytes * 1024 * 1024 >= max(file.facts.size for file in parts)
    assert account.lying() == []


def test_w01_more_files_than_a_report_takes(
    session: Session, cast: Cast, account: Account, empty: Empty
) -> None:
    people = desk(cast)
    most = hotline_at(MONDAY).most_files * 3
    account.deliver(report(files=tuple((f"{n}.txt", "text/plain", b"x") for n in range(most + 1))))
    assert empty().failed == 0
    _access, thread = opened(reports(session)[0], people)
    assert [file.facts.name for file in thread.files] == ["mail-body"]


def test_w01_the_same_mail_twice_is_one_report(
    session: Session, cast: Cast, account: Account, empty: Empty
) -> None:
    desk(cast)
    content = report()
    account.deliver(content, content)
    empty()
    assert (len(reports(session)), account.lying()) == (1, [])


def test_w01_what_was_flagged_as_deleted_is_sealed_all_the_same(
    session: Session, cast: Cast, account: Account, empty: Empty
) -> None:
    """As a process leaves it that is killed while it deletes."""
    desk(cast)
    account.deliver(report())
    with account.server.visit(account.user) as client:
        client.add_flags([1], [b"\\Deleted"])
    empty()
    with account.server.visit(account.user) as client:
        assert client.search("ALL") == []
    assert len(reports(session)) == 1


@pytest.mark.parametrize(
    "capability", ["IMAP4rev1 UIDPLUS", "IMAP4rev1"], ids=["expunge by number", "expunge all"]
)
def test_w01_other_servers(
    session: Session,
    cast: Cast,
    empty: Empty,
    configured: Callable[..., None],
    capability: str,
) -> None:
    desk(cast)
    with serving(reachable() / "server", capability=capability) as server:
        account = Account(server)
        configured(hotline_mailbox_url=account.url())
        account.deliver(report())
        assert empty().failed == 0
        with server.visit(account.user) as client:
            assert client.search("ALL") == []
    assert len(reports(session)) == 1


def test_w01_a_server_that_keeps_what_was_deleted(
    session: Session, cast: Cast, account: Account, empty: Empty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run says so, the report is there once, and the next visit deletes it."""
    desk(cast)
    account.deliver(report())

    def refuse(self: EmptiedFolder, uid: int) -> None:
        raise MailboxError("deleting: the server keeps what was deleted")

    with monkeypatch.context() as patched:
        patched.setattr(EmptiedFolder, "delete", refuse)
        for n in range(2):
            assert empty(MONDAY + n * MINUTE).error == "deleting: the server keeps what was deleted"
    assert (len(reports(session)), len(account.lying())) == (1, 1)
    assert empty(MONDAY + 2 * MINUTE).failed == 0
    assert (len(reports(session)), len(account.lying())) == (1, 0)


def test_w01_only_one_process_empties_it_at_a_time(
    session: Session, cast: Cast, account: Account, empty: Empty
) -> None:
    """And one that died loses its turn after a while."""
    desk(cast)
    empty()
    account.deliver(report())
    session.scalars(select(HotlineMailbox)).one().claimed_until = MONDAY + 10 * MINUTE
    empty(MONDAY + 9 * MINUTE)
    assert len(account.lying()) == 1
    empty(MONDAY + 11 * MINUTE)
    assert len(account.lying()) == 0


def test_w01_without_a_mailbox_nothing_is_asked(
    session: Session, cast: Cast, empty: Empty, configured: Callable[..., None]
) -> None:
    configured(hotline_mailbox_url=None)
    assert empty() == empty()
    assert session.scalars(select(HotlineMailbox)).all() == []


def test_w01_desk_and_page_say_what_a_mail_is(
    app: Flask,
    client: Client,
    session: Session,
    cast: Cast,
    account: Account,
    empty: Empty,
    configured: Callable[..., None],
) -> None:
    """The reader sees by which way it came and that no answer arrives; the public page names the address."""
    people = desk(cast)
    account.deliver(report())
    empty()
    (found,) = reports(session)
    reader = next(p for p in people if open_as_reader(found, holder(p), now=MONDAY) is not None)
    session.commit()
    assert account.user in client.get("/hotline").text
    unlock(client, reader)
    shown = client.get(f"/portal/hotline/{found.number}").text
    assert "本举报由邮件收到" in shown
    assert "监督邮箱" in region(shown, "#told")
    configured(hotline_mailbox_url=None)
    assert "邮件的保护最弱" not in client.get("/hotline").text
