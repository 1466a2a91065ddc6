"""The whole demo company, which has a bit of everything: no job and no page fails on any of it."""

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from importlib.metadata import packages_distributions

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from demo.asking import ask_customers
from demo.company import make_company
from demo.lately import tell_lately
from demo.lately.improvement import send_letters
from demo.loading.load import load
from jobs.schedule import SWEEPS, WORK
from models.clock import local_day, now
from models.db import db, writing
from models.files.storage import FolderStore
from models.outbox.tables import OutboxMessage
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff
from tests.client import logged_in
from tests.demo.conftest import HOTLINE
from tests.guards.screens import READING
from tests.servers.databases import Fill
from tests.servers.run import run_folder
from web.config import ROOT
from web.letters import Letter

pytestmark = pytest.mark.real_clock

AFTER = [timedelta(hours=5), timedelta(days=4)]
"""So much time passes, with nobody at work: what is due is reminded of, then late, then goes up."""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
INSTALLERS = {"pip", "setuptools", "pkg_resources", "_distutils_hack"}
NOT_THERE = {
    "/portal/hotline/recovery",
    "/portal/rulebook/draft/description",
    "/portal/rulebook/draft/replay",
    "/portal/supervision/new",
}
"""The demo company is drafting no edition of its rules, nobody of it has lost a passphrase, and whoever looks
at all pages here has every role but no seat in the supervision group."""


def plain_letter(message: OutboxMessage, *, now: datetime) -> Letter:
    """A letter without the application that would write its links and frame."""
    return Letter(message.kind, f"{message.kind}, {now:%Y-%m-%d}", "")


def fill_with_the_company() -> None:
    """The demo company as it is loaded this moment."""
    began = now()
    with writing():
        company = make_company(local_day(began), until=began, hotline=HOTLINE)
        load(company, now=began)
        tell_lately(company, store=FolderStore(run_folder() / "demo-files"))
        send_letters(company, plain_letter)
        ask_customers(company, post=plain_letter)
        db.session.commit()


@pytest.fixture
def beginning() -> tuple[Fill, ...]:
    """Every test here begins with the demo company."""
    return (fill_with_the_company,)


@pytest.mark.usefixtures("session")
def test_no_job_fails_on_anything(app: Flask) -> None:
    """R-03: each job as the clock runs it, in a session of its own."""
    began = now()
    failures = {}
    for passed in AFTER:
        for job in (*WORK, *SWEEPS):
            with app.app_context():
                tally = job.run(began + passed)
            if tally.failed:
                failures[job.name, passed] = tally.error
    assert failures == {}


def plain(name: str) -> str:
    """A distribution's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def workshop() -> set[str]:
    """The top-level modules that stand here only because tests and tools need them."""
    product = {plain(name) for name in PINNED.findall((ROOT / "requirements.txt").read_text())}
    owners = packages_distributions().items()
    return {module for module, of in owners if not product & {plain(owner) for owner in of}} - INSTALLERS


@pytest.mark.usefixtures("session")
def test_every_page_is_drawn_without_the_workshop(app: Flask) -> None:
    """X-08, S-06: the results page once failed wherever a library that only tests asked for was not there."""
    refused = workshop()
    assert {"hypothesis", "pytest", "playwright"} <= refused
    person = db.session.scalars(select(Staff).order_by(Staff.id)).all()[0]
    person.grants += [RoleGrant(role=role) for role in Role if role not in person.roles]
    db.session.commit()
    asked = {
        "home": str(app.config["HUIYIN"].home),
        "database_url": current_app.config["SQLALCHEMY_DATABASE_URI"],
        "login": logged_in(person),
        "refused": sorted(refused),
        "paths": [rule for rule in READING if "<" not in rule],
    }
    command = [sys.executable, "-m", "tests.demo.lean"]
    told = subprocess.run(command, cwd=ROOT, input=json.dumps(asked), capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    statuses: dict[str, int] = json.loads(told.stdout.splitlines()[-1])
    assert {path for path, status in statuses.items() if status not in {200, 303}} == NOT_THERE
