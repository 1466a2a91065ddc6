"""S-03, S-04: reminders outlast a pause, leave a day of peace, and of anonymous ones nothing is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.overtaken import overtaken
from models.campaigns import actions
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign
from models.campaigns.words import MemberState
from models.events.actions import SYSTEM
from models.outbox.actions import overtake, withdraw
from models.outbox.tables import Delivery, OutboxMessage, Overtaken
from models.surveys.queries import by_locator
from tests.cast import Cast
from tests.jobs.campaigns.conftest import Running
from tests.jobs.campaigns.letters import leave, states
from tests.jobs.conftest import RunJob
from tests.models.campaigns.making import answer, customers, members
from tests.moments import MONDAY
from tests.servers.smtp import MailServer

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SATURDAY = MONDAY + 5 * DAY


def asked(session: Session, campaign: Campaign, run_job: RunJob) -> None:
    """Everybody's invitation has left on Monday."""
    run_job("campaigns-send", MONDAY)
    leave(session)
    run_job("campaigns-follow", MONDAY + HOUR)


def reminders(session: Session) -> dict[str, Delivery]:
    """Whom the outbox names as reminded, with what became of the latest reminder."""
    session.expire_all()
    rows = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == "campaign_reminder").order_by(OutboxMessage.id)
    )
    return {row.about: row.state for row in rows}


@pytest.mark.both_databases
def test_s03_reminders_that_a_pause_took_back_come_after_it(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    """One of three reminders has left: the two others are queued again, each once; the first is not."""
    customers(3)
    campaign = running()
    asked(session, campaign, run_job)
    run_job("campaigns-remind", SATURDAY)
    first, *others = members(campaign)
    gone = session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.kind == "campaign_reminder", OutboxMessage.about == first.audit_name
        )
    ).one()
    gone.state, gone.sent_at = Delivery.SENT, SATURDAY
    session.commit()
    actions.pause(campaign, reason="", by=cast.inspector, now=SATURDAY + MINUTE, seen=None)
    assert [each.reminded for each in members(campaign)] == [True, False, False]
    run_job("campaigns-remind", SATURDAY + HOUR)
    assert set(reminders(session).values()) == {Delivery.SENT, Delivery.CANCELLED}
    actions.resume(campaign, by=cast.inspector, now=SATURDAY + 2 * HOUR, seen=None)
    for _again in range(2):
        run_job("campaigns-remind", SATURDAY + 2 * HOUR)
    assert reminders(session) == {
        first.audit_name: Delivery.SENT,
        **{each.audit_name: Delivery.WAITING for each in others},
    }


def test_s03_a_day_of_reminding_within_a_pause_is_made_up_for(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    customers(2)
    campaign = running()
    asked(session, campaign, run_job)
    actions.pause(campaign, reason="", by=cast.inspector, now=MONDAY + DAY, seen=None)
    run_job("campaigns-remind", SATURDAY)
    assert reminders(session) == {}
    actions.resume(campaign, by=cast.inspector, now=SATURDAY + DAY, seen=None)
    run_job("campaigns-remind", SATURDAY + DAY)
    assert list(reminders(session).values()) == [Delivery.WAITING] * 2


def test_s03_a_reminder_that_came_to_its_turn_during_a_pause_is_queued_again(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    """It was on its way when the pause began, and the mail server put it off."""
    customers(1)
    campaign = running()
    asked(session, campaign, run_job)
    run_job("campaigns-remind", SATURDAY)
    message = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "campaign_reminder")).one()
    message.state, message.claimed_until = Delivery.SENDING, SATURDAY + MINUTE
    actions.pause(campaign, reason="", by=cast.inspector, now=SATURDAY, seen=None)
    message.state, message.claimed_until = Delivery.WAITING, None
    session.flush()
    why = overtaken(message, SATURDAY + MINUTE)
    assert why is Overtaken.PAUSED
    overtake(message.id, why, now=SATURDAY + MINUTE)
    actions.resume(campaign, by=cast.inspector, now=SATURDAY + HOUR, seen=None)
    run_job("campaigns-remind", SATURDAY + HOUR)
    assert list(reminders(session).values()) == [Delivery.WAITING]


@pytest.mark.both_databases
def test_s03_an_invitation_that_never_leaves_is_queued_again_after_a_pause(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    """One was taken back by a person, one was on its way and put off: both are asked, and the job goes on."""
    customers(2)
    campaign = running()
    run_job("campaigns-send", MONDAY)
    by_hand, put_off = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    withdraw(by_hand, by=SYSTEM, now=MONDAY)
    put_off.state, put_off.claimed_until = Delivery.SENDING, MONDAY + MINUTE
    actions.pause(campaign, reason="", by=cast.inspector, now=MONDAY, seen=None)
    put_off.state, put_off.claimed_until = Delivery.WAITING, None
    session.flush()
    overtake(put_off.id, Overtaken.PAUSED, now=MONDAY + MINUTE)
    actions.resume(campaign, by=cast.inspector, now=MONDAY + HOUR, seen=None)
    assert run_job("campaigns-send", MONDAY + HOUR).failed == 0
    assert states(campaign) == {MemberState.QUEUED: 2}
    waiting = session.scalars(select(OutboxMessage).where(OutboxMessage.state == Delivery.WAITING)).all()
    assert {each.id for each in waiting} == {each.message_id for each in members(campaign)}


def test_s03_nobody_is_reminded_within_a_day_of_being_asked(
    session: Session, running: Running, run_job: RunJob
) -> None:
    """At one a minute the second is asked late: the day of reminding has come, but not for them."""
    customers(2)
    campaign = running(a_minute=1, remind_at=MONDAY + DAY)
    run_job("campaigns-send", MONDAY)
    run_job("campaigns-send", MONDAY + DAY - HOUR)
    leave(session)
    run_job("campaigns-follow", MONDAY + DAY)
    first, second = members(campaign)
    run_job("campaigns-remind", MONDAY + DAY)
    assert list(reminders(session)) == [first.audit_name]
    run_job("campaigns-remind", MONDAY + 2 * DAY)
    assert list(reminders(session)) == [first.audit_name, second.audit_name]


@pytest.mark.both_databases
def test_s04_of_an_anonymous_reminder_nothing_is_kept(
    session: Session, running: Running, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Two of three are reminded by mail; a minute later nobody can tell who they were."""
    customers(3)
    campaign = running(anonymous=True)
    asked(session, campaign, run_job)
    assert campaign.secret is not None
    link = by_locator(locator_of(campaign.secret, members(campaign)[1].id))
    assert link is not None
    answer(link, 4, now=MONDAY + 2 * HOUR)
    run_job("campaigns-remind", SATURDAY)
    assert len(reminders(session)) == 2
    run_job("deliver", SATURDAY)
    assert len(by_smtp.arrived) == 2
    assert reminders(session) == {}
    assert {(each.state, each.reminded, each.answered) for each in members(campaign)} == {
        (MemberState.SENT, True, False)
    }


def test_s04_nor_of_one_that_was_refused_or_never_left(
    session: Session, cast: Cast, running: Running, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Refused: gone at once. Taken back by a person: at the end. By a pause: gone, and made anew."""
    customers(1)
    campaign = running(anonymous=True)
    asked(session, campaign, run_job)
    run_job("campaigns-remind", SATURDAY)
    actions.pause(campaign, reason="", by=cast.inspector, now=SATURDAY, seen=None)
    assert reminders(session) == {}
    actions.resume(campaign, by=cast.inspector, now=SATURDAY + HOUR, seen=None)
    run_job("campaigns-remind", SATURDAY + HOUR)
    assert len(reminders(session)) == 1
    by_smtp.refuse_with = "550 nobody here"
    run_job("deliver", SATURDAY + HOUR)
    assert reminders(session) == {}
    asked_again = members(campaign)[0]
    asked_again.reminded = False
    run_job("campaigns-remind", SATURDAY + 2 * HOUR)
    message = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "campaign_reminder")).one()
    withdraw(message, by=SYSTEM, now=SATURDAY + 2 * HOUR)
    run_job("campaigns-end", MONDAY + 14 * DAY)
    assert reminders(session) == {}
