"""R-03: two processes at the same moment do not ask a customer more often than the limit allows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.job import claim
from models.campaigns import actions, queries
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import MemberState
from models.db import db, writing
from models.outbox.tables import OutboxMessage
from models.revisits.actions import plan_for, send
from models.revisits.tables import Revisit
from models.revisits.words import RevisitState
from models.surveys.words import Reach
from tests.cast import Cast
from tests.jobs.campaigns.conftest import Running
from tests.jobs.campaigns.letters import states
from tests.jobs.conftest import RunJob
from tests.models.campaigns.making import customers
from tests.models.revisits.cases import answered
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
A_WHILE = 0.5
"""Seconds: in that time somebody who need not wait has long been done."""


def side_by_side(app: Flask, first: Callable[[], object], second: Callable[[], object]) -> None:
    """The second begins after the first has done its work, and before the first commits."""
    worked, done = Event(), Event()

    def ahead() -> None:
        with app.app_context(), writing():
            first()
            worked.set()
            done.wait(A_WHILE)
            db.session.commit()

    def behind() -> None:
        worked.wait()
        with app.app_context(), writing():
            second()
            db.session.commit()
        done.set()

    with ThreadPoolExecutor(2) as processes:
        for each in [processes.submit(ahead), processes.submit(behind)]:
            each.result()


def asking(campaign: Campaign) -> Callable[[], object]:
    number = campaign.id

    def ask() -> None:
        held = claim(Campaign, number)
        assert held is not None
        actions.ask_next(held, now=MONDAY + 2 * HOUR)

    return ask


@pytest.mark.parametrize("strangers", [False, True])
def test_two_campaigns_share_the_last_place(
    session: Session, app: Flask, running: Running, run_job: RunJob, strangers: bool
) -> None:
    """Two in thirty days, one of them asked for already: of two campaigns that ask at once, one does."""
    customers(1)
    running(name_zh="甲")
    run_job("campaigns-send", MONDAY)
    campaigns = [running(name_zh="乙"), running(name_zh="丙")]
    if strangers:
        for each in session.scalars(select(CampaignMember)):
            each.customer_id, each.line = None, 1
    asks = [asking(each) for each in campaigns]
    session.commit()
    side_by_side(app, *asks)
    found = [dict(states(each)) for each in campaigns]
    assert found == [{MemberState.QUEUED: 1}, {MemberState.SILENT: 1}]
    assert session.scalar(select(func.count(OutboxMessage.id))) == 2


def test_so_do_a_campaign_and_a_revisit(
    session: Session, app: Flask, cast: Cast, running: Running, run_job: RunJob
) -> None:
    """The campaign calls; the revisit that comes at the same moment sees that, and is not made."""
    case = answered(cast, now=MONDAY - DAY)
    revisit = plan_for(case, now=MONDAY - DAY)
    assert revisit is not None
    number = revisit.id
    session.commit()
    running(name_zh="甲", means=(Reach.PHONE,))
    run_job("campaigns-send", MONDAY)
    campaign = running(name_zh="乙", means=(Reach.PHONE,))

    def revisiting() -> None:
        held = claim(Revisit, number)
        assert held is not None
        send(held, calls=queries.called_for, now=MONDAY + 2 * HOUR)

    ask = asking(campaign)
    session.commit()
    side_by_side(app, ask, revisiting)
    assert states(campaign) == {MemberState.TO_CALL: 1}
    found = session.get_one(Revisit, number)
    assert (found.state, found.send_at, found.asked_at) == (RevisitState.PLANNED, found.due_at, None)
