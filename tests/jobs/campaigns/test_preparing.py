"""S-03: who was drawn is written down by the clock: crashes, two clocks, lists, past cases."""

from collections import Counter
from datetime import datetime, timedelta
from io import BytesIO
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.campaigns_prepare import prepare, work_on
from jobs.job import until
from models.campaigns import actions
from models.campaigns.actions.turn import CLAIM
from models.campaigns.tables import CampaignMember
from models.campaigns.words import CampaignState
from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import db
from models.files.actions import keep_as_it_is
from models.files.storage import Store
from models.outbox.tables import Notice
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.jobs.conftest import RunJob
from tests.jobs.two_clocks import at_once
from tests.models.campaigns.making import customers, frozen, members
from tests.models.cases.making import answered as answered_case
from tests.moments import MONDAY

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.mark.both_databases
def test_who_was_drawn_is_written_down_once(session: Session, cast: Cast, run_job: RunJob) -> None:
    """S-03: a simple random sample of 40 of 120; counts and seed are kept, its author gets a notice."""
    customers(120)
    campaign = frozen(cast, sample={"method": "random", "size": 40})
    assert run_job("campaigns-prepare", MONDAY).done == 1
    assert run_job("campaigns-prepare", MONDAY).done == 0
    drawn = members(campaign)
    assert campaign.state is CampaignState.READY
    assert (campaign.eligible, campaign.progress, len(drawn)) == (120, 40, 40)
    assert campaign.strata == {"eligible": {"": 120}, "drawn": {"": 40}}
    assert len({member.customer_id for member in drawn}) == 40
    assert session.scalars(select(Notice.kind).where(Notice.staff_id == cast.agent.id)).all() == [
        "campaign_ready"
    ]


def test_a_stratified_sample_keeps_its_proportions(session: Session, cast: Cast, run_job: RunJob) -> None:
    """S-03: three of four live in Shenzhen; 40 are 30 and 10."""
    customers(120)
    campaign = frozen(cast, sample={"method": "stratified", "size": 40, "by": "region"})
    run_job("campaigns-prepare", MONDAY)
    assert Counter(member.stratum for member in members(campaign)) == {"深圳": 30, "广州": 10}
    assert campaign.strata["eligible"] == {"广州": 30, "深圳": 90}


def test_the_kept_seed_draws_the_same_people_again(session: Session, cast: Cast, run_job: RunJob) -> None:
    """S-03: opened again and frozen again, it is the same sample, though nobody wrote it down."""
    customers(90)
    campaign = frozen(cast, sample={"method": "random", "size": 30})
    run_job("campaigns-prepare", MONDAY)
    first = [member.customer_id for member in members(campaign)]
    actions.thaw(campaign, by=cast.agent, now=MONDAY, seen=None)
    session.commit()
    assert members(campaign) == []
    actions.freeze(campaign, by=cast.agent, now=MONDAY, seen=None)
    run_job("campaigns-prepare", MONDAY)
    assert [member.customer_id for member in members(campaign)] == first


@pytest.mark.both_databases
def test_what_died_in_the_middle_is_done_by_the_next(
    session: Session, cast: Cast, app: Flask, store: Store, run_job: RunJob
) -> None:
    """S-03: a process ends after 500 of 1,300; nobody is missing and nobody is there twice."""
    customers(1300)
    campaign = frozen(cast)
    stop = Event()
    written = []

    def clock() -> datetime:
        there = db.session.scalar(select(func.count(CampaignMember.id)))
        if there:
            written.append(there)
            stop.set()
        return MONDAY

    session.commit()
    with app.app_context(), until(stop):
        assert not work_on(campaign.id, store=store, now=clock)
    assert written[0] == 500
    session.expire_all()
    assert campaign.claim is None, "it was given back"
    actions.claim(campaign.id, now=MONDAY)
    session.commit()  # a process that dies leaves its claim behind
    assert run_job("campaigns-prepare", MONDAY).done == 0
    assert run_job("campaigns-prepare", MONDAY + CLAIM + SECOND).done == 1
    assert len({member.customer_id for member in members(campaign)}) == len(members(campaign)) == 1300


@pytest.mark.both_databases
def test_two_clocks_write_down_nobody_twice(session: Session, cast: Cast, app: Flask) -> None:
    """S-03: at once; one of them has it, the other finds nothing to do."""
    customers(700)
    campaign = frozen(cast)
    session.commit()
    with app.app_context():
        assert at_once(prepare, MONDAY) == 1
    assert len(members(campaign)) == 700


def test_a_list_is_read_by_the_clock(session: Session, cast: Cast, store: Store, run_job: RunJob) -> None:
    """S-03: known customers are known again, one line is there twice, one cannot be reached."""
    known = customers(1, email="zhao@example.com")[0]
    text = "姓名,邮箱,电话\n赵兰,zhao@example.com,\n赵兰,ZHAO@example.com,\n钱伟,没有,\n孙悦,,13900139000\n"
    file = keep_as_it_is(
        BytesIO(text.encode()), "名单.csv", "text/csv", store=store, most=10**6, by=cast.agent, now=MONDAY
    )
    campaign = frozen(cast, audience={"source": "list"}, file_id=file.id)
    run_job("campaigns-prepare", MONDAY)
    found = {member.to_name: member for member in members(campaign)}
    assert {name: (row.customer_id, row.to_address, row.to_phone) for name, row in found.items()} == {
        "赵兰": (known, "zhao@example.com", None),
        "钱伟": (None, None, None),
        "孙悦": (None, None, "+8613900139000"),
    }


def test_what_cannot_be_prepared_goes_back_to_its_author(
    session: Session, cast: Cast, store: Store, run_job: RunJob
) -> None:
    """S-03: nobody fits, or the list has no addresses: it can be changed, and says why."""
    file = keep_as_it_is(
        BytesIO(b"a,b\n1,2\n"), "a.csv", "text/csv", store=store, most=10**6, by=cast.agent, now=MONDAY
    )
    for changes, why in (
        ({"audience": {"source": "customers", "regions": ["月球"]}}, "nobody"),
        ({"audience": {"source": "list"}, "file_id": file.id}, "no_address_column"),
    ):
        campaign = frozen(cast, **changes)
        run_job("campaigns-prepare", MONDAY)
        session.expire_all()
        assert (campaign.state, campaign.trouble) == (CampaignState.DRAFT, why)


def test_past_cases_are_an_audience(session: Session, cast: Cast, run_job: RunJob) -> None:
    """S-03: of three cases of two customers, by category and department; the latest that fits counts."""
    first = answered_case(cast, MONDAY - 9 * DAY, email="zhao@example.com")
    second = answered_case(cast, MONDAY - 5 * DAY, email="zhao@example.com")
    answered_case(cast, MONDAY - 5 * DAY, email="qian@example.com", phone="+8613900139000")
    session.commit()
    audience = {
        "source": "cases",
        "closed_only": False,
        "categories": ["technical"],
        "departments": ["JS"],
        "grades": [2],
        "channels": ["web"],
        "until": "2026-11-18",
    }
    category = rules_at(MONDAY).category(first.category or "")
    campaign = frozen(
        cast,
        audience=audience | {"categories": [category.parent or category.code]},
        sample={"method": "stratified", "by": "category", "size": 9},
    )
    run_job("campaigns-prepare", MONDAY)
    found = members(campaign)
    assert {member.case_id for member in found} >= {second.id}
    assert first.id not in {member.case_id for member in found}
    assert {member.stratum for member in found} == {category.parent}
    assert session.scalar(select(func.count(Case.id))) == 3
    assert session.scalar(select(func.count(Customer.id))) == len(found) == 2
