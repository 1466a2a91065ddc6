"""A mailbox on a real IMAP server, and jobs that ask it."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jobs.job import Tally
from jobs.mailbox.fetch import fetch
from models.ids import random_code
from tests.cast import Cast
from tests.moments import MONDAY
from tests.servers.imap import ImapServer

Ask = Callable[..., Tally]
SENDER = "云帆网络客户服务 <service@yunfan.example>"


class Account:
    """An account of one test: `deliver` puts messages into its INBOX, `lying` says what lies where."""

    def __init__(self, server: ImapServer) -> None:
        self.server = server
        self.user = f"service-{random_code(8).lower()}@yunfan.example"

    def url(self, folder: str = "INBOX", **given: str) -> str:
        return self.server.url(self.user, folder, **given)

    def deliver(self, *contents: bytes, folder: str = "INBOX", at: datetime | None = None) -> None:
        self.server.deliver(self.user, *contents, folder=folder, at=at)

    def lying(self, folder: str = "INBOX") -> list[bytes]:
        return list(self.server.lying(self.user, folder))


@pytest.fixture
def account(imap_server: ImapServer) -> Account:
    return Account(imap_server)


@pytest.fixture
def configured(app: Flask) -> Iterator[Callable[..., None]]:
    """Gives the application other choices for one test."""
    before = app.config["HUIYIN"]

    def choose(**changes: object) -> None:
        app.config["HUIYIN"] = before.with_changes(mail_from=SENDER, **changes)

    yield choose
    app.config["HUIYIN"] = before


@pytest.fixture
def ask(app: Flask, session: Session, cast: Cast, account: Account, configured: Callable[..., None]) -> Ask:
    """Runs the job on the account's INBOX."""
    configured(mailbox_url=account.url())

    def ask(now: datetime = MONDAY) -> Tally:
        session.commit()
        with app.app_context():
            tally = fetch(now)
        session.expire_all()
        return tally

    return ask
