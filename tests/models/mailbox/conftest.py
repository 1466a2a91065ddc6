"""A mail room for tests, and messages taken through it from end to end."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from models.files.storage import FolderStore
from models.ids import Signer
from models.mailbox import queries
from models.mailbox.actions import Office, process, read, take_in
from models.mailbox.rules.classify import Ours
from models.mailbox.tables import MailboxMessage
from tests.mails.letters import SERVICE
from tests.moments import MONDAY

HOST = "voice.yunfan.example"
Receive = Callable[..., MailboxMessage]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Known as SERVICE, and by Message-IDs under HOST."""
    return Office(Ours(frozenset({SERVICE}), HOST), Signer(b"k" * 32), FolderStore(tmp_path))


@pytest.fixture
def receive(office: Office) -> Receive:
    """Takes a message in and looks into it; a message that was taken in before is the one that is there."""

    def receive(content: bytes, now: datetime = MONDAY, arrived_at: datetime | None = None) -> MailboxMessage:
        kept = take_in(content, arrived_at=arrived_at or now, store=office.store, now=now)
        message = queries.find(kept.id)
        assert message is not None
        return process(message, read(message, office=office), office=office, now=now)

    return receive
