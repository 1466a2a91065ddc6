"""R-03: several processes at once: one runs the clock, another takes over, no mail is sent twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.schedule import BY_NAME
from models.clock import now
from models.jobs.queries import lease
from models.outbox.actions import claim
from models.outbox.rules import CLAIM
from models.outbox.tables import Delivery, OutboxMessage
from tests.jobs.conftest import SENDER, OpenCase
from tests.moments import MONDAY
from tests.servers.smtp import MailServer
from web.config import Config

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0


class Process:
    """A clock in a process of its own."""

    def __init__(self, config: dict[str, object], jobs: list[str]) -> None:
        command = [sys.executable, "-m", "tests.jobs.clock_process"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"config": config, "jobs": jobs}) + "\n")
        self._process.stdin.flush()

    def holder(self) -> str:
        """The name under which it takes the lease; waits until it is up."""
        assert self._process.stdout is not None
        name = self._process.stdout.readline().strip()
        assert name, "the clock's process ended at once"
        return name

    def kill(self) -> None:
        """As a power cut does."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def end(self) -> int:
        """As a service manager does; its exit code."""
        if self._process.poll() is None:
            self._process.terminate()
        code = self._process.wait(timeout=PATIENCE)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        return code


Start = Callable[..., Process]


@pytest.fixture
def start(app: Flask, mail_server: MailServer) -> Iterator[Start]:
    """Starts clocks on the test's database and mail server, and ends them all."""
    config: Config = app.config["HUIYIN"]
    given = {
        "home": str(config.home),
        "database_url": config.database_url,
        "smtp_url": mail_server.url,
        "mail_from": SENDER,
        "clock": True,
    }
    started: list[Process] = []

    def start(*jobs: str) -> Process:
        started.append(Process(given, list(jobs)))
        return started[-1]

    yield start
    for process in started:
        process.end()


def eventually(session: Session, true: Callable[[], object]) -> None:
    """Waits until something is so, however slow the machine; fails after PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it did not come true"
        session.rollback()
        time.sleep(0.05)
    session.rollback()


def leaseholder(session: Session) -> str:
    session.expire_all()
    row = lease("clock")
    return row.holder if row is not None and row.until > now() else ""


def unsent(session: Session) -> int:
    waiting = select(func.count()).where(OutboxMessage.state != Delivery.SENT)
    return session.scalar(waiting) or 0


@pytest.mark.both_databases
def test_r03_another_process_takes_over_when_the_leaseholder_is_killed(
    session: Session, start: Start, complain: OpenCase, mail_server: MailServer
) -> None:
    processes = {process.holder(): process for process in (start("deliver"), start("deliver"))}
    eventually(session, lambda: leaseholder(session) in processes)
    first = leaseholder(session)
    processes[first].kill()
    complain(now())
    (other,) = set(processes) - {first}
    eventually(session, lambda: leaseholder(session) == other)
    eventually(session, lambda: unsent(session) == 0)
    assert len(mail_server.arrived) == 1


def test_r03_a_process_that_ends_well_gives_the_clock_back(session: Session, start: Start) -> None:
    process = start("deliver")
    name = process.holder()
    eventually(session, lambda: leaseholder(session) == name)
    assert process.end() == 0
    session.expire_all()
    assert lease("clock") is None


@pytest.mark.both_databases
def test_r03_two_senders_on_the_same_due_rows_send_each_mail_once(
    app: Flask, session: Session, complain: OpenCase, by_smtp: MailServer
) -> None:
    """Two clocks at once, as when a lease was lost unnoticed: threads here, each with its own connection."""
    for number in range(12):
        complain(email=f"customer{number}@example.com")
    session.commit()

    def deliver() -> int:
        with app.app_context():
            return BY_NAME["deliver"].run(MONDAY).done

    with ThreadPoolExecutor(3) as pool:
        counts = [future.result() for future in [pool.submit(deliver) for _ in range(3)]]
    arrived = Counter(mail.recipients[0] for mail in by_smtp.arrived)
    assert arrived == {f"customer{number}@example.com": 1 for number in range(12)}
    assert sum(counts) == 12
    assert unsent(session) == 0


@pytest.mark.both_databases
def test_r03_two_processes_that_both_believe_in_their_lease_send_each_mail_once(
    app: Flask, session: Session, complain: OpenCase, mail_server: MailServer
) -> None:
    """`flask jobs run deliver` twice at the same moment: the lease is not asked, the rows decide."""
    for number in range(12):
        complain(email=f"customer{number}@example.com")
    session.commit()
    config: Config = app.config["HUIYIN"]
    environment = os.environ | {
        "HUIYIN_HOME": str(config.home),
        "HUIYIN_DATABASE_URL": config.database_url,
        "HUIYIN_SMTP_URL": mail_server.url,
        "HUIYIN_MAIL_FROM": SENDER,
    }
    environment.pop("HUIYIN_TEST_RUN_FOLDER", None)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "run", "deliver"]
    command += ["--at", (MONDAY + timedelta(minutes=1)).isoformat()]
    both = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=PATIENCE)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum(int(words.split()[1]) for words in said) == 12
    assert len(mail_server.arrived) == 12
    assert len({mail.recipients for mail in mail_server.arrived}) == 12


def test_r03_a_claim_of_a_killed_process_is_taken_up_when_it_runs_out(
    session: Session, start: Start, complain: OpenCase, mail_server: MailServer
) -> None:
    case = complain(now() - 2 * CLAIM)
    row = session.scalars(select(OutboxMessage).where(OutboxMessage.about == case.audit_name)).one()
    assert claim(row.id, now=now() - CLAIM - timedelta(seconds=1)) is not None
    session.commit()
    start("deliver").holder()
    eventually(session, lambda: unsent(session) == 0)
    (mail,) = mail_server.arrived
    assert str(mail.message["Message-ID"]).startswith(f"<{row.message_id}@")
