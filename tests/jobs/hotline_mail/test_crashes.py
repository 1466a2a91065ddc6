"""W-01: a process may be killed at any point; no mail is lost, none is sealed twice, none stays behind."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import now
from models.hotline.actions.mailbox import release_mailbox
from models.hotline.queries.opening import open_as_reader
from models.hotline.queries.reading import read
from models.hotline.tables import HotlineMailbox, HotlineReport
from models.hotline.words import EntryKind
from tests.cast import Cast
from tests.jobs.hotline_mail.conftest import Empty
from tests.jobs.hotline_mail.dying_process import POINTS
from tests.jobs.mailbox.conftest import Account
from tests.mails.letters import mail
from tests.models.files.samples import picture
from tests.models.hotline.making import desk, holder
from tests.servers.databases import Kind
from web.config import Config

pytestmark = pytest.mark.real_clock

ROOT = Path(__file__).resolve().parents[3]
HOUR = timedelta(hours=1)


def test_w01_killed_at_each_point(
    account: Account,
    empty: Empty,
    session: Session,
    cast: Cast,
    config_for: Callable[[Kind], Config],
) -> None:
    """One after another on the same mailbox: each visit takes what the last one left."""
    people = desk(cast, now())
    session.commit()
    config = config_for("sqlite")
    given = {
        "home": str(config.home),
        "database_url": config.database_url,
        "public_url": config.public_url,
        "hotline_code_mib": 1,
    }
    letters = [
        mail("x", subject=f"{n}", files=(("现场.png", "image/png", picture("png")),)) for n in range(9)
    ]
    account.deliver(*letters)
    asked = [json.dumps(given), *(json.dumps((account.url(), point)) for point in POINTS)]
    command = [sys.executable, "-m", "tests.jobs.hotline_mail.dying_process"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, bufsize=1, stdin=pipe, stdout=pipe) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(f"{asked[0]}\n")
        for line in asked[1:]:
            parent.stdin.write(f"{line}\n")
            assert int(parent.stdout.readline()) == -signal.SIGKILL, line
            _let_go(session)
    assert empty(now() + HOUR).failed == 0
    told = []
    for report in session.scalars(select(HotlineReport)):
        opened = [open_as_reader(report, holder(person, now()), now=now()) for person in people]
        access = next(each for each in opened if each is not None)
        thread = read(access)
        told.append(thread.of(EntryKind.REPORT)[0].content.text.partition("\n")[0])
        assert [file.facts.name for file in thread.files] == ["现场.png"]
    assert sorted(told) == [str(n) for n in range(9)]
    with account.server.visit(account.user) as client:
        assert client.search("ALL") == []


def _let_go(session: Session) -> None:
    """The dead process's claim, which would otherwise be over in ten minutes."""
    session.rollback()
    for name in session.scalars(select(HotlineMailbox.name)).all():
        release_mailbox(name)
    session.commit()
