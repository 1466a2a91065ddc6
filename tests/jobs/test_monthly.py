"""The clock drafts, prints and sends a month, each once, whoever else runs at the same time (Q-05)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.job import Tally
from jobs.monthly import draft, remind, send
from models.monthly import actions
from models.monthly.tables import MonthlyIssue, MonthlyReport, MonthlySummary
from models.monthly.words import MonthlyState
from models.outbox.tables import Notice, NoticeMail
from tests.cast import Cast, meet
from tests.jobs.two_clocks import at_once
from tests.models.monthly.test_months import OCTOBER, frozen, report
from tests.moments import MONDAY

DAY = timedelta(days=1)


@pytest.mark.both_databases
def test_a_month_is_drafted_printed_and_sent_once(session: Session, app: Flask, cast: Cast) -> None:
    """By two clocks at the same moment. A correction is one printing more; the one before is kept."""
    frozen(cast, OCTOBER, 30, MONDAY)
    session.commit()
    assert at_once(draft, MONDAY) == 1
    assert draft(MONDAY) == Tally()
    assert session.scalar(select(func.count()).select_from(MonthlySummary)) == 1
    session.commit()
    assert at_once(remind, MONDAY + 4 * DAY) == 1
    assert remind(MONDAY + 4 * DAY) == Tally()
    cast = meet()  # a job leaves no rows behind in its session
    found = actions.submit(report(), "平稳", "继续", by=cast.agent, now=MONDAY, seen=None)
    assert send(MONDAY) == Tally()
    actions.approve(found, by=cast.leader, now=MONDAY, seen=None)
    session.commit()
    with app.app_context():
        assert at_once(send, MONDAY) == 1
        assert send(MONDAY) == Tally()
    assert session.scalars(select(MonthlyReport.state)).all() == [MonthlyState.SENT]
    notices = select(func.count()).select_from(NoticeMail).join(Notice).where(Notice.kind == "monthly_sent")
    assert session.scalar(notices.where(Notice.staff_id == meet().leader.id)) == 1
    cast = meet()
    actions.correct(report(), "更正一处", by=cast.leader, now=MONDAY + DAY)
    session.commit()
    with app.app_context():
        assert [send(MONDAY + DAY), send(MONDAY + DAY)] == [Tally(done=1), Tally()]
    prints = session.scalars(select(MonthlyIssue).order_by(MonthlyIssue.number)).all()
    assert [each.number for each in prints] == [1, 2]
    assert prints[0].sha256 != prints[1].sha256
