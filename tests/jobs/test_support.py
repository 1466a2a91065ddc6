"""H-04, H-10: the clock reminds of requests for support, as itself, in a session of its own."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.job import Tally
from models.outbox.tables import Notice
from models.support.actions import RequestDraft, ask_support
from models.support.tables import SupportRequest
from models.support.words import SupportKind
from tests.cast import Cast
from tests.jobs.conftest import RunJob
from tests.models.cases.making import DAY
from tests.moments import MONDAY

LATER = MONDAY + 30 * DAY


def rungs(session: Session, run_job: RunJob) -> list[datetime]:
    """The moments at which the clock reminded, until it had nothing left to remind of."""
    moments: list[datetime] = []
    while (moment := session.scalar(select(SupportRequest.next_notice_at))) is not None:
        assert moment < LATER
        assert run_job("support", moment) == Tally(done=1)
        moments.append(moment)
        session.rollback()
    return moments


def test_h10_every_rung_is_climbed_once(cast: Cast, session: Session, run_job: RunJob) -> None:
    """The head is told before it is due and after, then whoever is above; then it is quiet."""
    ask_support(RequestDraft(SupportKind.HELP, "一个人忙不过来", None), by=cast.handler, now=MONDAY)
    moments = rungs(session, run_job)
    assert len(moments) > 1
    assert moments == sorted(set(moments))
    assert run_job("support", LATER) == Tally()
    notices = session.scalars(select(Notice).where(Notice.kind.like("support%"))).all()
    assert {notice.staff_id for notice in notices} >= {cast.head.id, cast.leader.id}
    assert {notice.facts["asker"][0] for notice in notices} == {cast.handler.name}
