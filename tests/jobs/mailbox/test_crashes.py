"""V-04: a process may be killed at any point; no message is lost, and none is taken in twice."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases.tables import Case, CaseFile
from models.clock import now
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate
from models.outbox.tables import OutboxMessage
from tests.jobs.mailbox.conftest import SENDER, Account, Ask
from tests.jobs.mailbox.dying_process import POINTS
from tests.mails.letters import mail
from tests.models.files.samples import picture
from tests.servers.databases import Kind
from web.config import Config

pytestmark = pytest.mark.real_clock

ROOT = Path(__file__).resolve().parents[3]
HOUR = timedelta(hours=1)
Die = Callable[[str, str], int]


@pytest.fixture(scope="module")
def visit_and_die(config_for: Callable[[Kind], Config]) -> Iterator[Die]:
    """Visits to a mailbox by other processes, one each; how each ended."""
    config = config_for("sqlite")
    given = {
        "home": str(config.home),
        "database_url": config.database_url,
        "public_url": config.public_url,
        "mail_from": SENDER,
    }
    command = [sys.executable, "-m", "tests.jobs.mailbox.dying_process"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, bufsize=1, stdin=pipe, stdout=pipe) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        asked, answered = parent.stdin, parent.stdout
        asked.write(json.dumps(given) + "\n")

        def visit_and_die(url: str, point: str) -> int:
            asked.write(json.dumps((url, point)) + "\n")
            return int(answered.readline())

        yield visit_and_die


@pytest.mark.parametrize(
    ("point", "options"),
    [*((point, "") for point in POINTS), (POINTS[3], "?filing=0")],
)
def test_a_process_that_is_killed(
    session: Session,
    account: Account,
    ask: Ask,
    configured: Callable[..., None],
    point: str,
    options: str,
    visit_and_die: Die,
) -> None:
    """V-04: the next process finishes what it finds, once the claim of the dead one has run out."""
    url = account.url(options=options)
    configured(mailbox_url=url)
    photo = ("a.png", "image/png", picture())
    letters = (mail(subject=f"{n}", message_id="" if n == 1 else None, files=(photo,)) for n in range(3))
    account.deliver(*letters)
    session.commit()
    assert visit_and_die(url, point) == -signal.SIGKILL
    assert [ask(now() + n * HOUR).failed for n in range(1, 4)] == [0, 0, 0]
    assert sorted(session.scalars(select(Case.title))) == ["0", "1", "2"]
    assert set(session.scalars(select(MailboxMessage.fate))) == {Fate.CASE}
    for table in (MailboxMessage, CaseFile, OutboxMessage):
        assert session.scalar(select(func.count()).select_from(table)) == 3
    if not options:
        assert account.lying() == []
        assert sorted(account.lying("Huiyin/Cases")) == [b"Subject: 0", b"Subject: 1", b"Subject: 2"]
