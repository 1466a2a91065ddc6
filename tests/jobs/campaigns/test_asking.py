"""S-03, R-03: invitations, reminders, pauses and ends by the clock: each is asked once."""

import os
import signal
from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.campaigns import send
from models.campaigns import actions
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignState, MemberSilence, MemberState
from models.db import db
from models.events.tables import Event as TrailEvent
from models.outbox.actions import return_to_sender
from models.outbox.tables import Delivery, OutboxMessage
from models.surveys.tables import Invitation
from tests.cast import Cast
from tests.jobs.campaigns.conftest import Running
from tests.jobs.campaigns.letters import leave, letters, states
from tests.jobs.conftest import RunJob
from tests.jobs.two_clocks import at_once
from tests.models.campaigns.making import answer, customers, members
from tests.moments import MONDAY
from tests.servers.smtp import MailServer

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


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
