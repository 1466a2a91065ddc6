"""V-04: `flask mailbox`: raw messages by the same road, and what became of each."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate
from tests.cast import Cast
from tests.jobs.mailbox.conftest import Account
from tests.jobs.test_commands import typed
from tests.mails import machines
from tests.mails.letters import CUSTOMER, mail, raw


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[str]]:
    """Messages as files."""

    def write(*contents: bytes) -> list[str]:
        paths = [tmp_path / f"{n}.eml" for n in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        return [str(path) for path in paths]

    return write


def test_messages_are_taken_in_and_what_became_of_each_is_said(
    app: Flask, session: Session, cast: Cast, files: Callable[..., list[str]]
) -> None:
    """V-04: a case, words on it, a bounce, an automatic answer, and something broken."""
    paths = files(
        mail(subject="one", message_id="<one@e.com>"),
        mail("more", subject="two", References="<one@e.com>"),
        machines.bounce("x@y"),
        machines.out_of_office(),
        b"\0\0",
        raw(*["Received: x"] * 50, f"From: {CUSTOMER}", body="x"),
    )
    code, said = typed(app, session, "mailbox", "add", *paths)
    numbers = session.scalars(select(Case.number).order_by(Case.id)).all()
    assert code == 0
    assert said.splitlines() == [
        f"{paths[0]}: became case {numbers[0]}",
        f"{paths[1]}: was added to case {numbers[0]}",
        f"{paths[2]}: says that a letter could not be delivered",
        f"{paths[3]}: is an automatic answer",
        f"{paths[4]}: became case {numbers[1]}",
        f"{paths[5]}: became no case (it goes in a circle)",
    ]


def test_a_message_is_taken_in_once(
    app: Flask, session: Session, cast: Cast, files: Callable[..., list[str]]
) -> None:
    """V-04."""
    (path,) = files(mail())
    typed(app, session, "mailbox", "add", path)
    code, said = typed(app, session, "mailbox", "add", path)
    number = session.scalars(select(Case.number)).one()
    assert (code, said) == (0, f"{path}: was taken in before and became case {number}\n")


def test_one_that_fails_does_not_stop_the_others(
    app: Flask, session: Session, cast: Cast, files: Callable[..., list[str]]
) -> None:
    """V-04: an empty file is no message; the exit code says that something failed."""
    paths = files(b"", mail())
    code, said = typed(app, session, "mailbox", "add", *paths)
    assert code == 1
    assert f"{paths[0]}: failed: Invalid" in said
    assert f"{paths[1]}: became case" in said
    assert session.scalars(select(MailboxMessage.fate)).all() == [Fate.CASE]


def test_a_file_that_is_not_there(app: Flask, session: Session) -> None:
    """V-04."""
    code, said = typed(app, session, "mailbox", "add", "/no/such/file")
    assert code == 2
    assert "does not exist" in said


def test_the_mailbox_is_asked_at_once(
    app: Flask, session: Session, cast: Cast, account: Account, configured: Callable[..., None]
) -> None:
    """V-04: though it is not due for an hour."""
    configured(mailbox_url=account.url())
    assert typed(app, session, "mailbox", "fetch") == (0, "0 done, 0 failed\n")
    account.deliver(mail())
    code, said = typed(app, session, "mailbox", "fetch")
    number = session.scalars(select(Case.number)).one()
    assert (code, said) == (0, f"message 1: became case {number}\n1 done, 0 failed\n")
    assert session.scalar(select(func.count()).select_from(Case)) == 1


def test_a_mailbox_that_cannot_be_asked_ends_with_1(
    app: Flask, session: Session, cast: Cast, account: Account, configured: Callable[..., None]
) -> None:
    """V-04."""
    configured(mailbox_url=account.url(password="wrong"))
    code, said = typed(app, session, "mailbox", "fetch")
    assert code == 1
    assert "the login was refused" in said
