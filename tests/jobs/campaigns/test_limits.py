"""R-03, S-03: how fast and how often people are asked, and who is left alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.campaigns.actions import ask_next
from models.campaigns.words import MemberSilence, MemberState
from models.outbox.actions import note_outlet
from models.outbox.tables import Means, OutboxMessage
from models.rulebook.queries import rules_at
from models.surveys.words import Reach
from tests.cast import Cast
from tests.jobs.campaigns.conftest import Running
from tests.jobs.campaigns.letters import leave, letters, states
from tests.jobs.conftest import RunJob
from tests.models.campaigns.making import customers, members
from tests.models.cases.making import answered as answered_case
from tests.models.revisits.answering import sent
from tests.moments import MONDAY
from tests.statements import CountStatements

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_the_rate_is_kept(session: Session, running: Running, run_job: RunJob) -> None:
    """S-03: sixty a minute: sixty at first, ten each ten seconds, never more than sixty after a pause."""
    customers(300)
    running(a_minute=60)
    counts = []
    for seconds in (0, 10, 20, 21, 600):
        run_job("campaigns-send", MONDAY + seconds * SECOND)
        counts.append(letters(session))
    assert counts == [60, 70, 80, 81, 141]


def test_a_turn_costs_the_same_however_many_wait(
    session: Session, running: Running, statements: CountStatements
) -> None:
    """S-03: a hundred thousand are asked by turns, each in a fixed number of statements."""
    customers(120)
    campaign = running(a_minute=60)
    counts = []
    for minute in (0, 1):
        with statements() as seen:
            assert ask_next(campaign, now=MONDAY + minute * MINUTE) == 60
        counts.append(seen.count)
        session.commit()
    customers(30)
    few = running(a_minute=5)
    with statements() as seen:
        assert ask_next(few, now=MONDAY + 3 * MINUTE) == 5
    assert counts[0] == counts[1]
    assert seen.count <= counts[0]


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
    note_outlet(Means.SMS, open=True, countries=["86"])
    campaign = running(means=(Reach.EMAIL, Reach.SMS))
    run_job("campaigns-send", MONDAY)
    found = {member.customer_id: member for member in members(campaign)}
    assert found[unwilling[0]].silence is MemberSilence.DO_NOT_CONTACT
    assert found[unknown[0]].silence is MemberSilence.NO_MEANS
    assert found[by_phone[0]].reach is Reach.SMS
    message = session.scalars(select(OutboxMessage)).one()
    assert (message.means, message.to_address) == (Means.SMS, found[by_phone[0]].to_phone)
