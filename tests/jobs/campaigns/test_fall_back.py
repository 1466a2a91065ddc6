"""S-03, R-03: a campaign's mail that gets lost is followed by an SMS, then by a call; each once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.campaigns import actions, queries
from models.campaigns.rules.contact import means_left
from models.campaigns.tables import Campaign
from models.campaigns.words import MemberSilence, MemberState
from models.customers.tables import Customer
from models.errors import Invalid
from models.outbox.actions import note_outlet
from models.outbox.tables import Delivery, Means, OutboxMessage
from models.surveys.tables import Invitation
from models.surveys.words import Reach
from tests.cast import Cast
from tests.jobs.campaigns.conftest import Running
from tests.jobs.campaigns.letters import letters, states
from tests.jobs.conftest import RunJob
from tests.models.campaigns.making import customers, draft, members
from tests.moments import MONDAY

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ALL = (Reach.EMAIL, Reach.SMS, Reach.PHONE)


def lose(session: Session) -> None:
    """All that has been queued is given up: the mail came back, the SMS did not arrive."""
    session.execute(
        update(OutboxMessage).where(OutboxMessage.state == Delivery.WAITING).values(state=Delivery.FAILED)
    )
    session.commit()


def round_of(run_job: RunJob, minutes: int) -> None:
    """The clock looks at what became of letters, then asks whom it may."""
    run_job("campaigns-follow", MONDAY + minutes * MINUTE)
    run_job("campaigns-send", MONDAY + minutes * MINUTE)


def ways(session: Session) -> list[tuple[Means, Delivery]]:
    rows = session.execute(select(OutboxMessage.means, OutboxMessage.state).order_by(OutboxMessage.id))
    return [(means, state) for means, state in rows]


@pytest.mark.both_databases
def test_from_mail_to_sms_to_the_phone_list_by_one_invitation(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    customers(1)
    note_outlet(Means.SMS, open=True, countries=["86"])
    campaign = running(means=ALL)
    run_job("campaigns-send", MONDAY)
    lose(session)
    for minutes in (2, 3):  # a second look changes nothing
        round_of(run_job, minutes)
    assert ways(session) == [(Means.EMAIL, Delivery.FAILED), (Means.SMS, Delivery.WAITING)]
    (member,) = members(campaign)
    assert (member.state, member.reach, member.lost) == (MemberState.QUEUED, Reach.SMS, Reach.EMAIL)
    assert session.get_one(Invitation, member.invitation_id).reach is Reach.SMS
    lose(session)
    round_of(run_job, 5)
    (member,) = members(campaign)
    assert (member.state, member.reach, member.lost) == (MemberState.TO_CALL, Reach.PHONE, Reach.SMS)
    assert session.query(Invitation).count() == 1
    assert letters(session) == 2
    assert queries.count_survey_calls(cast.second_agent, MONDAY + DAY) == 1


def test_without_another_means_it_is_undelivered(session: Session, running: Running, run_job: RunJob) -> None:
    """S-06: no telephone, or no gateway and no calls: told apart in response rates."""
    customers(1, phone=None)
    customers(1)
    campaign = running(means=(Reach.EMAIL, Reach.SMS))
    run_job("campaigns-send", MONDAY)
    lose(session)
    round_of(run_job, 2)
    assert [each.silence for each in members(campaign)] == [MemberSilence.UNDELIVERED] * 2
    assert letters(session) == 2


def test_without_a_gateway_the_next_means_is_the_call(
    session: Session, running: Running, run_job: RunJob
) -> None:
    customers(1)
    campaign = running(means=ALL)
    run_job("campaigns-send", MONDAY)
    lose(session)
    round_of(run_job, 2)
    assert states(campaign) == {MemberState.TO_CALL: 1}


def test_an_anonymous_one_goes_to_sms_and_never_to_the_phone_list(
    session: Session, cast: Cast, running: Running, run_job: RunJob
) -> None:
    """S-04: who calls knows whom, so it can neither be written so nor come to it."""
    with pytest.raises(Invalid) as refused:
        actions.write(draft(anonymous=True, means=ALL), by=cast.agent, now=MONDAY)
    assert str(refused.value) == str(Invalid("means", "anonymous"))
    customers(1)
    note_outlet(Means.SMS, open=True, countries=["86"])
    campaign = running(anonymous=True, means=(Reach.EMAIL, Reach.SMS))
    session.execute(update(Campaign).values(means=[each.value for each in ALL]))
    run_job("campaigns-send", MONDAY)
    lose(session)
    round_of(run_job, 2)
    assert states(campaign) == {MemberState.QUEUED: 1}
    lose(session)
    round_of(run_job, 4)
    (member,) = members(campaign)
    assert (member.silence, member.invitation_id) == (MemberSilence.UNDELIVERED, None)


def test_who_answered_or_wants_no_more_is_not_asked_again(
    session: Session, running: Running, run_job: RunJob
) -> None:
    """R-03: the wish holds on the phone list too."""
    customers(1)
    campaign = running(means=ALL)
    run_job("campaigns-send", MONDAY)
    lose(session)
    session.execute(update(Customer).values(do_not_contact_since=MONDAY))
    round_of(run_job, 2)
    assert [each.silence for each in members(campaign)] == [MemberSilence.DO_NOT_CONTACT]


def test_what_the_end_finds_unreached_is_said(session: Session, running: Running, run_job: RunJob) -> None:
    """S-06: lost and not asked again is undelivered; on the list and not called was not asked."""
    customers(1)
    customers(1, email=None, phone="+862166668888")
    note_outlet(Means.SMS, open=True, countries=["86"])
    campaign = running(means=ALL)
    run_job("campaigns-send", MONDAY)
    lose(session)
    run_job("campaigns-follow", MONDAY + 2 * MINUTE)
    run_job("campaigns-end", MONDAY + 15 * DAY)
    silences = {each.to_address is not None: each.silence for each in members(campaign)}
    assert silences == {True: MemberSilence.UNDELIVERED, False: MemberSilence.NOT_ASKED}


def test_the_next_means_follow_the_order_of_the_campaign() -> None:
    assert means_left(ALL, None) == ALL
    assert means_left(ALL, Reach.EMAIL) == (Reach.SMS, Reach.PHONE)
    assert means_left((Reach.SMS, Reach.EMAIL), Reach.SMS) == (Reach.EMAIL,)
    assert means_left((Reach.EMAIL,), Reach.EMAIL) == ()
