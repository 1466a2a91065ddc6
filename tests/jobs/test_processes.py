"""R-03: several processes at once: one runs the clock, another takes over, no mail is sent twice."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

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
from tests.jobs.clock_process import run_clock, run_command
from tests.jobs.conftest import SENDER, OpenCase
from tests.moments import MONDAY
from tests.servers.smtp import MailServer
from tests.servers.warm import warm
from web.config import Config

pytestmark = pytest.mark.real_clock

PATIENCE = 90.0


class Process:
    """A clock in a process of its own."""

    def __init__(self, config: dict[str, object], jobs: list[str]) -> None:
        self._said, saying = warm.Pipe(duplex=False)
        self._process = warm.Process(target=run_clock, args=(config, jobs, saying))
        self._process.start()
        saying.close()

    def holder(self) -> str:
        """The name under which it takes the lease; waits until it is up. Raises EOFError if it ended."""
        name: str = self._said.recv()
        return name

    def kill(self) -> None:
        """As a power cut does."""
        self._process.kill()
        self._process.join()

    def end(self) -> int | None:
        """As a service manager does; its exit code."""
        if self._process.is_alive():
            self._process.terminate()
        self._process.join(PATIENCE)
        self._said.close()
        return self._process.exitcode


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
    environment = {
        "HUIYIN_HOME": str(config.home),
        "HUIYIN_DATABASE_URL": config.database_url,
        "HUIYIN_SMTP_URL": mail_server.url,
        "HUIYIN_MAIL_FROM": SENDER,
    }
    command = ["jobs", "run", "deliver", "--at", (MONDAY + timedelta(minutes=1)).isoformat()]
    pipes = [warm.Pipe(duplex=False) for _ in range(2)]
    both = [warm.Process(target=run_command, args=(environment, command, saying)) for _, saying in pipes]
    for process in both:
        process.start()
    for process in both:
        process.join(PATIENCE)
    assert [process.exitcode for process in both] == [0, 0]
    said = [hearing.recv() for hearing, _ in pipes]
    for end in (end for pipe in pipes for end in pipe):
        end.close()
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
