"""A supervision mailbox on a real IMAP server, and the job that empties it."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jobs.hotline_mail.fetch import fetch
from jobs.job import Tally
from tests.cast import Cast
from tests.jobs.mailbox.conftest import Account
from tests.moments import MONDAY
from tests.servers.imap import ImapServer

Empty = Callable[..., Tally]


@pytest.fixture
def account(imap_server: ImapServer) -> Account:
    return Account(imap_server)


@pytest.fixture
def configured(app: Flask) -> Iterator[Callable[..., None]]:
    """Gives the application other choices for one test."""
    before = app.config["HUIYIN"]

    def choose(**changes: object) -> None:
        app.config["HUIYIN"] = before.with_changes(**changes)

    yield choose
    app.config["HUIYIN"] = before


@pytest.fixture
def empty(
    app: Flask, session: Session, cast: Cast, account: Account, configured: Callable[..., None]
) -> Empty:
    """Runs the job on the account's INBOX."""
    configured(hotline_mailbox_url=account.url())

    def empty(now: datetime = MONDAY) -> Tally:
        session.commit()
        with app.app_context():
            tally = fetch(now)
        session.expire_all()
        return tally

    return empty
