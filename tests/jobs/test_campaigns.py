"""S-03, R-03: the clock at campaigns: a hundred thousand people, crashes, two clocks, each asked once."""

import os
import signal
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from jobs.campaigns import send
from jobs.campaigns_prepare import prepare, work_on
from jobs.job import until
from models.campaigns import actions
from models.campaigns.actions.turn import CLAIM
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignState, MemberSilence, MemberState
from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import db
from models.events.tables import Event as TrailEvent
from models.files.actions import keep_as_it_is
from models.files.storage import FolderStore, Store
from models.outbox.actions import return_to_sender
from models.outbox.tables import Delivery, Means, Notice, OutboxMessage
from models.rulebook.queries import rules_at
from models.surveys.tables import Invitation
from models.surveys.words import Reach
from tests.cast import Cast
from tests.jobs.conftest import RunJob
from tests.jobs.two_clocks import at_once
from tests.models.campaigns.making import answer, customers, frozen, members
from tests.models.cases.making import answered as answered_case
from tests.models.revisits.answering import sent
from tests.moments import MONDAY
from tests.servers.smtp import MailServer
from web.home import Home

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
Running = Callable[..., Campaign]


@pytest.fixture
def store(app: Flask) -> Store:
    """Where the clock looks for files."""
    return FolderStore(Home(app.config["HUIYIN"].home).files)


@pytest.fixture
def running(session: Session, cast: Cast, run_job: RunJob) -> Running:
    """A prepared campaign that somebody has started."""

    def running(**changes: object) -> Campaign:
        campaign = frozen(cast, **changes)
        run_job("campaigns-prepare", MONDAY)
        session.expire_all()
        actions.start(campaign, by=cast.inspector, now=MONDAY, seen=None)
        session.commit()
        return campaign

    return running


def letters(session: Session, kind: str = "campaign_invitation") -> int:
    return session.scalar(select(func.count(OutboxMessage.id)).where(OutboxMessage.kind == kind)) or 0


def leave(session: Session, *, but: str = "") -> None:
    """All letters that wait are sent, except one to somebody."""
    waiting = update(OutboxMessage).where(OutboxMessage.state == Delivery.WAITING)
    session.execute(
        waiting.where(OutboxMessage.to_address != but).values(state=Delivery.SENT, sent_at=MONDAY)
    )
    session.commit()


def states(campaign: Campaign) -> Counter[MemberState]:
    return Counter(member.state for member in members(campaign))


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


@pytest.mark.both_databases
def test_two_clocks_ask_nobody_twice(session: Session, cast: Cast, app: Flask, running: Running) -> None:
    """R-03: two clocks at once keep to the rate together, and each member has one letter and one link."""
    customers(150)
    campaign = running(a_minute=100)
    for step in range(4):
        with app.app_context():
            at_once(send, MONDAY + step * 30 * SECOND)
    asked = members(campaign)
    assert Counter(member.state for member in asked) == {MemberState.QUEUED: 150}
    assert len({member.message_id for member in asked}) == 150
    assert len({member.invitation_id for member in asked}) == 150
    assert letters(session) == 150


def test_the_rate_is_kept(session: Session, running: Running, run_job: RunJob) -> None:
    """S-03: sixty a minute: sixty at first, ten each ten seconds, never more than sixty after a pause."""
    customers(300)
    running(a_minute=60)
    counts = []
    for seconds in (0, 10, 20, 21, 600):
        run_job("campaigns-send", MONDAY + seconds * SECOND)
        counts.append(letters(session))
    assert counts == [60, 70, 80, 81, 141]


def test_nobody_is_asked_in_quiet_hours_or_outside_the_window(
    session: Session, running: Running, run_job: RunJob
) -> None:
    """R-03: not at night, and not before the window opens."""
    customers(3)
    running(opens_at=MONDAY + DAY)
    for moment in (MONDAY, MONDAY + 12 * HOUR, MONDAY + 35 * HOUR):
        run_job("campaigns-send", moment)
    assert letters(session) == 0
    run_job("campaigns-send", MONDAY + DAY)
    assert letters(session) == 3


@pytest.mark.both_databases
def test_limits_count_every_survey_and_revisit(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    """R-03: asked by a revisit and by a campaign within thirty days, somebody is left alone by the next."""
    case = answered_case(cast, MONDAY - 2 * DAY, email="zhao@example.com")
    sent(case, now=MONDAY - DAY)
    first = running()
    run_job("campaigns-send", MONDAY)
    assert states(first) == {MemberState.QUEUED: 1}
    second = running(name_zh="又一次调查")
    run_job("campaigns-send", MONDAY + MINUTE)
    found = members(second)
    assert [(each.state, each.silence) for each in found] == [
        (MemberState.SILENT, MemberSilence.CONTACT_LIMIT)
    ]
    later = running(name_zh="下个月的调查", closes_at=MONDAY + 60 * DAY)
    run_job("campaigns-send", MONDAY + 2 * MINUTE)
    assert members(later)[0].not_before == MONDAY + 29 * DAY
    assert letters(session) == 1


def test_a_revisit_counts_the_campaigns(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    """R-03: twice asked by campaigns, a customer's revisit is not made in its time."""
    from models.revisits.queries.limits import asked_elsewhere

    case = answered_case(cast, MONDAY - 2 * DAY, email="zhao@example.com")
    for name in ("甲", "乙"):
        running(name_zh=name)
        run_job("campaigns-send", MONDAY)
        leave(session)
    free_at = asked_elsewhere(case, rules_at(MONDAY), MONDAY + DAY)
    assert free_at is not None
    assert free_at > MONDAY + 29 * DAY


def test_wishes_and_missing_addresses_are_said(session: Session, running: Running, run_job: RunJob) -> None:
    """R-03, S-06: who wants no survey, and who cannot be reached; telephones get a text message."""
    unwilling, unknown, by_phone = (
        customers(1, do_not_contact_since=MONDAY - DAY),
        customers(1, email=None, phone=None),
        customers(1, email=None),
    )
    campaign = running(means=(Reach.EMAIL, Reach.SMS))
    run_job("campaigns-send", MONDAY)
    found = {member.customer_id: member for member in members(campaign)}
    assert found[unwilling[0]].silence is MemberSilence.DO_NOT_CONTACT
    assert found[unknown[0]].silence is MemberSilence.NO_MEANS
    assert found[by_phone[0]].reach is Reach.SMS
    message = session.scalars(select(OutboxMessage)).one()
    assert (message.means, message.to_address) == (Means.SMS, found[by_phone[0]].to_phone)


def test_reminders_go_to_those_without_an_answer(session: Session, running: Running, run_job: RunJob) -> None:
    """S-03: of four, one has answered, one has begun, one mail came back; two are reminded, once."""
    customers(4)
    campaign = running()
    run_job("campaigns-send", MONDAY)
    leave(session)
    run_job("campaigns-follow", MONDAY + HOUR)
    done, begun, lost, silent = members(campaign)
    answer(session.get_one(Invitation, done.invitation_id), 5, now=MONDAY + DAY)
    answer(session.get_one(Invitation, begun.invitation_id), 2, now=MONDAY + DAY, to_the_end=False)
    return_to_sender(session.get_one(OutboxMessage, lost.message_id), error="550", now=MONDAY + DAY)
    run_job("campaigns-follow", MONDAY + DAY)
    run_job("campaigns-remind", MONDAY + 4 * DAY)
    assert letters(session, "campaign_reminder") == 0
    for _again in range(2):
        run_job("campaigns-remind", MONDAY + 5 * DAY)
    reminded = session.scalars(
        select(OutboxMessage.about).where(OutboxMessage.kind == "campaign_reminder")
    ).all()
    assert sorted(reminded) == sorted([begun.audit_name, silent.audit_name])
    run_job("campaigns-end", MONDAY + 14 * DAY)
    assert [(member.state, member.silence) for member in members(campaign)] == [
        (MemberState.ANSWERED, None),
        (MemberState.SILENT, MemberSilence.NO_ANSWER),
        (MemberState.SILENT, MemberSilence.UNDELIVERED),
        (MemberState.SILENT, MemberSilence.NO_ANSWER),
    ]
    assert campaign.state is CampaignState.ENDED
    event = session.scalars(select(TrailEvent).where(TrailEvent.kind == "campaign.ended")).one()
    assert (event.facts["drawn"], event.facts["answered"]) == (4, 1)


@pytest.mark.both_databases
def test_a_pause_takes_back_what_has_not_left(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    """S-03: of three one letter has left; the others are asked again after the pause, with the same links."""
    customers(3)
    campaign = running()
    run_job("campaigns-send", MONDAY)
    first, *_others = members(campaign)
    links = {member.id: member.invitation_id for member in members(campaign)}
    message = session.get_one(OutboxMessage, first.message_id)
    message.state, message.sent_at = Delivery.SENT, MONDAY
    session.commit()
    actions.pause(campaign, reason="热线忙", by=cast.inspector, now=MONDAY + MINUTE, seen=None)
    run_job("campaigns-send", MONDAY + 2 * MINUTE)
    assert [member.state for member in members(campaign)] == [
        MemberState.QUEUED,
        MemberState.WAITING,
        MemberState.WAITING,
    ]
    actions.resume(campaign, by=cast.inspector, now=MONDAY + HOUR, seen=None)
    run_job("campaigns-send", MONDAY + HOUR)
    assert states(campaign) == {MemberState.QUEUED: 3}
    assert {member.id: member.invitation_id for member in members(campaign)} == links
    waiting = select(func.count(OutboxMessage.id)).where(OutboxMessage.state == Delivery.WAITING)
    assert session.scalar(waiting) == 2


def test_a_stop_ends_links_and_says_who_was_not_asked(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    """S-03: what was answered stays; nobody else is asked, and no link can be answered any more."""
    customers(3)
    campaign = running(a_minute=2)
    run_job("campaigns-send", MONDAY)
    leave(session)
    first = members(campaign)[0]
    answer(session.get_one(Invitation, first.invitation_id), 4, now=MONDAY + MINUTE)
    actions.stop(campaign, reason="问卷有误", by=cast.inspector, now=MONDAY + HOUR, seen=None)
    session.commit()
    assert [(member.state, member.silence) for member in members(campaign)] == [
        (MemberState.ANSWERED, None),
        (MemberState.SILENT, MemberSilence.NO_ANSWER),
        (MemberState.SILENT, MemberSilence.NOT_ASKED),
    ]
    assert campaign.state is CampaignState.STOPPED
    assert all(each.over(MONDAY + HOUR) for each in session.scalars(select(Invitation)))


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


def test_the_letter_arrives_with_a_link_and_five_points(
    session: Session, running: Running, run_job: RunJob, by_smtp: MailServer
) -> None:
    """S-03, S-04: by a real mail server, in the customer's language; each point is a link that asks again."""
    customers(1, language="en", name="Ann")
    running(words_zh="大约一分钟", words_en="About a minute.")
    run_job("campaigns-send", MONDAY)
    run_job("deliver", MONDAY)
    (mail,) = by_smtp.arrived
    assert "Customer satisfaction survey, Q4 2026" in mail.subject
    html = mail.message.get_body(("html",)).get_content()
    assert all(f"?rating={points}" in html for points in range(1, 6))
    assert "About a minute." in html
    run_job("campaigns-follow", MONDAY)
    session.expire_all()
    assert session.scalars(select(CampaignMember.state)).one() is MemberState.SENT


@pytest.mark.both_databases
def test_a_power_cut_while_asking_asks_nobody_twice(
    session: Session, cast: Cast, app: Flask, running: Running, run_job: RunJob
) -> None:
    """R-03: it dies with letters written and members changed, before the commit; the next asks all."""
    customers(40)
    campaign = running()
    session.commit()
    child = os.fork()
    if child == 0:
        with app.app_context():
            db.engine.dispose(close=False)
            held = db.session.get_one(Campaign, campaign.id)
            actions.ask_next(held, now=MONDAY)
            os.kill(os.getpid(), signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert states(campaign) == {MemberState.WAITING: 40}
    run_job("campaigns-send", MONDAY)
    assert states(campaign) == {MemberState.QUEUED: 40}
    assert letters(session) == 40
