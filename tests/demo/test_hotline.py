"""The hotline of the demo company: what stands there for whoever tries it (W-01 … W-10)."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from demo.hotline import SUPERVISORS, tell_hotline
from demo.loading.load import load
from demo.people import PASSPHRASE, PASSWORD, SECOND_FACTOR
from demo.story import Company
from models.clock import local_day
from models.events.tables import Event
from models.hotline.actions.keepers import private_key_of
from models.hotline.queries.keepers import keeper_of
from models.hotline.queries.opening import open_as_reader, reports_read_by
from models.hotline.queries.reading import Thread, read
from models.hotline.rules.access import KeyHolder
from models.hotline.tables import HotlineEntry, HotlinePayout, HotlineReport
from models.hotline.words import EntryKind, ReportState
from models.outbox.tables import OutboxMessage
from models.people.queries import staff_numbered
from tests.models.hotline.making import VAULT
from web.downloads import file_store

README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.fixture
def told(app: Flask, session: Session, company: Company) -> Session:
    load(replace(company, stories=()), now=company.until)
    before = session.scalar(select(func.count()).select_from(Event))
    with app.app_context():
        store = file_store()
    assert tell_hotline(company, vault=VAULT, store=store) == 6
    session.flush()
    assert session.scalar(select(func.count()).select_from(Event)) == before
    return session


def seen_by(number: str, company: Company) -> list[Thread]:
    """The reports of a supervisor who types the published passphrase."""
    person = staff_numbered(number)
    assert person is not None
    keeper = keeper_of(person)
    assert keeper is not None
    assert (keeper.active, person.totp_secret) == (True, SECOND_FACTOR)
    pair = private_key_of(keeper, PASSPHRASE, vault=VAULT)
    holder = KeyHolder(keeper.id, person.id, pair)
    opened = [open_as_reader(row, holder, now=company.until) for row in reports_read_by(keeper.id)]
    return [read(access) for access in opened if access is not None]


def test_w_reports_in_different_states(told: Session, company: Company) -> None:
    assert Counter(told.scalars(select(HotlineReport.state))) == {
        ReportState.RECEIVED: 2,
        ReportState.ACKNOWLEDGED: 1,
        ReportState.INVESTIGATING: 1,
        ReportState.TOLD: 1,
        ReportState.CLOSED: 1,
    }
    today = local_day(company.until)
    for table in (HotlineReport.received_on, HotlineEntry.on, HotlinePayout.granted_on):
        assert max(told.scalars(select(table))) <= today
    assert told.scalars(select(OutboxMessage).where(OutboxMessage.about == "hotline")).all() == []


def test_w04_the_supervisor_who_is_accused_sees_the_others_alone(told: Session, company: Company) -> None:
    accused = seen_by(SUPERVISORS[0], company)
    others = [seen_by(number, company) for number in SUPERVISORS[1:]]
    assert not [thread for thread in accused if "许安然" in str(thread.entries)]
    assert all([thread for thread in threads if "许安然" in str(thread.entries)] for threads in others)
    assert all(thread.of(EntryKind.REPORT) for thread in accused)
    assert len(accused) >= 4


def test_the_readme_says_how_to_come_in() -> None:
    text = README.read_text()
    for word in (PASSPHRASE, SECOND_FACTOR, PASSWORD, "`xuanran`", "`shilei`", "`yuanmeng`"):
        assert word in text
